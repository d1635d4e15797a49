package io.orderwire.connector;

import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// The platform's three tables and what commits an order.
public record Statuses(
    StatusTable<PaymentState> payment,
    StatusTable<FulfilmentState> fulfilment,
    StatusTable<CancellationState> cancellation,
    CommitmentRule commitment) {

  /// Codes of evidence that the mapper reports (see [io.orderwire.model.Evidence]).
  ///
  /// @param sufficient any one of these commits the order
  /// @param offlineMethod the code whose raw value is a payment method: commits only when the
  /// store's policy lists it
  /// @param blocking any one of these keeps the order observed, whatever else is there
  public record CommitmentRule(Set<String> sufficient, String offlineMethod, Set<String> blocking) {
    /// A test order in a store that does not accept them; blocks for every platform.
    public static final String TEST_ORDER = "test_order";

    /// An unplaced basket; blocks for every platform and is announced only when the store asks.
    public static final String DRAFT = "draft";

    public CommitmentRule {
      sufficient = Collections.unmodifiableSet(new LinkedHashSet<>(sufficient));
      blocking = Collections.unmodifiableSet(new LinkedHashSet<>(blocking));
    }
  }
}
