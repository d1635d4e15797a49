package io.orderwire.model;

import java.util.List;
import java.util.Optional;

/// A postal address. `countryCode` is ISO 3166-1 alpha-2; `region` is the name, `regionCode` the
/// platform's code. `validation` is the platform's own verdict where it gives one.
public record Address(
    Optional<String> recipient,
    Optional<String> company,
    List<String> lines,
    Optional<String> city,
    Optional<String> region,
    Optional<String> regionCode,
    Optional<String> postalCode,
    Optional<String> countryCode,
    Optional<Phone> phone,
    Optional<String> validation) {
  public Address {
    lines = List.copyOf(lines);
  }
}
