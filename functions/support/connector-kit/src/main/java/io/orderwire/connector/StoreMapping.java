package io.orderwire.connector;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One version of a store's mapping: overrides of the connector's status tables, extra custom
/// fields, and policies.
///
/// @param customFields name of a canonical custom field to the JSON pointer of its raw value
public record StoreMapping(
    int version,
    Map<String, PaymentState> payment,
    Map<String, FulfilmentState> fulfilment,
    Map<String, CancellationState> cancellation,
    Map<String, String> customFields,
    Policies policies) {
  public StoreMapping {
    payment = Collections.unmodifiableMap(new TreeMap<>(payment));
    fulfilment = Collections.unmodifiableMap(new TreeMap<>(fulfilment));
    cancellation = Collections.unmodifiableMap(new TreeMap<>(cancellation));
    customFields = Collections.unmodifiableMap(new TreeMap<>(customFields));
  }

  /// The connector's tables as they are, and the default policies.
  public static StoreMapping standard() {
    return new StoreMapping(1, Map.of(), Map.of(), Map.of(), Map.of(), Policies.standard());
  }

  /// The same under another number.
  public StoreMapping withVersion(int newVersion) {
    return new StoreMapping(newVersion, payment, fulfilment, cancellation, customFields, policies);
  }

  /// Whether both make the same of everything.
  public boolean saysTheSame(StoreMapping other) {
    return equals(other.withVersion(version));
  }

  /// When the full order is fetched from the cart.
  public enum ReadPolicy {
    /// Trust full payloads; fetch when thin, undecidable, or about to commit.
    CONFIRM,
    /// Fetch always.
    ALWAYS,
    /// Never fetch: the payload is all there is.
    PAYLOAD
  }

  /// What a store decided for itself.
  ///
  /// @param authorizedIsSecured an authorization counts as secured money
  /// @param offlineMethods payment methods (the platform's ids) that count as secured money and
  /// commit an order
  /// @param announceDrafts unplaced baskets become events too
  /// @param acceptTestOrders test orders may commit
  /// @param varianceTolerance unexplained differences up to this amount are tolerated
  /// @param holdUnexplained keep an order with a larger unexplained difference out of
  /// `ready_for_fulfillment`
  public record Policies(
      ReadPolicy read,
      boolean authorizedIsSecured,
      Set<String> offlineMethods,
      boolean announceDrafts,
      boolean acceptTestOrders,
      @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<BigDecimal> varianceTolerance,
      boolean holdUnexplained) {
    public Policies {
      offlineMethods = Collections.unmodifiableSet(new TreeSet<>(offlineMethods));
    }

    public static Policies standard() {
      return new Policies(
          ReadPolicy.CONFIRM, false, Set.of(), false, false, Optional.empty(), false);
    }
  }
}
