package io.orderwire.storeapi;

import io.orderwire.model.StoreId;
import io.orderwire.port.Authorizations.Pending;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a merchant's browser goes once an authorization came to something. The address is the one
/// that was given when it was begun; beside it nothing is told but the store and what came of it.
///
/// @param outcome a browser says so: who has to know asks for the store
record MerchantReturn(Pending pending, Outcome outcome) {
  private static final String STORE = "store_id";
  private static final String OUTCOME = "outcome";

  static final List<String> PARAMETERS = List.of(STORE, OUTCOME);

  enum Outcome {
    CONNECTED,
    /// The merchant said no.
    DECLINED,
    FAILED
  }

  /// True if the query has what is added to it.
  static boolean hasOwnParameters(URI address) {
    return Optional.ofNullable(address.getRawQuery()).stream()
        .flatMap(query -> Arrays.stream(query.split("&", -1)))
        .map(parameter -> parameter.split("=", 2)[0])
        .anyMatch(PARAMETERS::contains);
  }

  StoreId storeId() {
    return pending.storeId();
  }

  /// Empty where the console shows what came of it.
  Optional<String> address() {
    return pending
        .returnUrl()
        .map(
            url ->
                "%s%s%s=%s&%s=%s"
                    .formatted(
                        url.toASCIIString(),
                        url.getRawQuery() == null ? "?" : "&",
                        STORE,
                        pending.storeId(),
                        OUTCOME,
                        outcome.name().toLowerCase(Locale.ROOT)));
  }
}
