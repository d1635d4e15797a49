package io.orderwire.storeapi;

import java.util.Optional;

/// What is wrong with one part of a request, and what to do about it.
///
/// @param pointer JSON pointer into the body
/// @param parameter name of a query parameter
record FieldError(
    Optional<String> pointer, Optional<String> parameter, String detail, String remedy) {

  static FieldError at(String pointer, String detail, String remedy) {
    return new FieldError(Optional.of(pointer), Optional.empty(), detail, remedy);
  }

  static FieldError of(String parameter, String detail, String remedy) {
    return new FieldError(Optional.empty(), Optional.of(parameter), detail, remedy);
  }
}
