package io.orderwire.connector;

import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Charge;
import io.orderwire.model.CustomField;
import io.orderwire.model.Discount;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Line;
import io.orderwire.model.OrderReturn;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Presentment;
import io.orderwire.model.Reading;
import io.orderwire.model.Refund;
import io.orderwire.model.ReturnState;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order in canonical terms, exactly as the platform states it: nothing derived, nothing
/// recomputed. The engine adds version, headline status, commitment, the recomputed totals and the
/// source.
public record PlatformOrder(
    Identity identity,
    Readings readings,
    Times times,
    List<Evidence> evidence,
    Buyer buyer,
    Addresses addresses,
    List<Line> lines,
    List<Discount> discounts,
    List<ShippingLine> shipping,
    List<Charge> charges,
    StatedTotals totals,
    List<Payment> payments,
    List<Shipment> shipments,
    List<Refund> refunds,
    List<OrderReturn> returns,
    List<CustomField> customFields) {
  public PlatformOrder {
    evidence = List.copyOf(evidence);
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    shipping = List.copyOf(shipping);
    charges = List.copyOf(charges);
    payments = List.copyOf(payments);
    shipments = List.copyOf(shipments);
    refunds = List.copyOf(refunds);
    returns = List.copyOf(returns);
    customFields = List.copyOf(customFields);
  }

  /// The same order with another identity.
  public PlatformOrder withIdentity(Identity newIdentity) {
    return new PlatformOrder(
        newIdentity,
        readings,
        times,
        evidence,
        buyer,
        addresses,
        lines,
        discounts,
        shipping,
        charges,
        totals,
        payments,
        shipments,
        refunds,
        returns,
        customFields);
  }

  /// The same order with other custom fields.
  public PlatformOrder withCustomFields(List<CustomField> newCustomFields) {
    return new PlatformOrder(
        identity,
        readings,
        times,
        evidence,
        buyer,
        addresses,
        lines,
        discounts,
        shipping,
        charges,
        totals,
        payments,
        shipments,
        refunds,
        returns,
        newCustomFields);
  }

  /// Which order it is.
  ///
  /// @param sequence the platform's own counter of the order's changes, where it has one
  public record Identity(
      ExternalId externalId,
      String number,
      Optional<Long> sequence,
      Optional<String> channel,
      Optional<ExternalId> cartId,
      Optional<String> statusUrl,
      Optional<String> adminUrl,
      boolean test) {}

  /// The states, in the platform's words and ours.
  ///
  /// @param failureIsFinal a failed payment cannot be tried again by the buyer
  public record Readings(
      Reading<PaymentState> payment,
      Reading<FulfilmentState> fulfilment,
      Reading<CancellationState> cancellation,
      Optional<Reading<ReturnState>> returns,
      boolean failureIsFinal) {}

  public record Times(
      Instant placedAt,
      Instant updatedAt,
      Optional<Instant> paidAt,
      Optional<Instant> closedAt,
      Optional<Instant> cancelledAt,
      Optional<String> cancelReason) {}

  /// Totals as stated; see [io.orderwire.model.TotalsSheet] for what each means.
  public record StatedTotals(
      TotalsSheet display, Optional<Presentment> presentment, boolean taxesIncluded) {}
}
