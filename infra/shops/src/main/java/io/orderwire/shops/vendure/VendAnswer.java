package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.JsonNode;

/// What a root field comes to.
sealed interface VendAnswer {

  /// A tree from which the query takes what it asks for; null where there is nothing.
  record Found(JsonNode value) implements VendAnswer {}

  /// An error with one of Vendure's codes.
  record Refused(String code, String message) implements VendAnswer {}
}
