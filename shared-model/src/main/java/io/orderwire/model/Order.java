package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The canonical order at one version.
///
/// `number` is what people call the order and identifies nothing. `version` starts at 1 and rises
/// by one with each recorded change. `cartComparison` says what changed between the cart it came
/// from and the order, where that cart is known. `erasedAt` is when the person behind the order was
/// erased: from then on no version names them, the amounts stay.
public record Order(
    OrderRef ref,
    PlatformId platform,
    String number,
    long version,
    Optional<String> channel,
    @JsonProperty("cart_ref") Optional<ExternalId> cartId,
    Optional<String> statusUrl,
    Optional<String> adminUrl,
    boolean test,
    Source source,
    Lifecycle lifecycle,
    Commitment commitment,
    Buyer buyer,
    Addresses addresses,
    List<Line> lines,
    List<Discount> discounts,
    List<ShippingLine> shipping,
    List<Charge> charges,
    Totals totals,
    List<Payment> payments,
    List<Shipment> shipments,
    List<Refund> refunds,
    List<OrderReturn> returns,
    List<CustomField> customFields,
    List<Finding> findings,
    Optional<CartComparison> cartComparison,
    Optional<Instant> erasedAt) {
  public Order {
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    shipping = List.copyOf(shipping);
    charges = List.copyOf(charges);
    payments = List.copyOf(payments);
    shipments = List.copyOf(shipments);
    refunds = List.copyOf(refunds);
    returns = List.copyOf(returns);
    customFields = List.copyOf(customFields);
    findings = List.copyOf(findings);
  }

  /// The same order at another version.
  public Order withVersion(long newVersion) {
    return new Order(
        ref,
        platform,
        number,
        newVersion,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        source,
        lifecycle,
        commitment,
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
        customFields,
        findings,
        cartComparison,
        erasedAt);
  }

  /// The same order with its goods shown otherwise.
  public Order withGoods(
      List<Line> newLines,
      List<Shipment> newShipments,
      List<Refund> newRefunds,
      List<OrderReturn> newReturns) {
    return new Order(
        ref,
        platform,
        number,
        version,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        source,
        lifecycle,
        commitment,
        buyer,
        addresses,
        newLines,
        discounts,
        shipping,
        charges,
        totals,
        payments,
        newShipments,
        newRefunds,
        newReturns,
        customFields,
        findings,
        cartComparison,
        erasedAt);
  }

  /// The same order from another source.
  public Order withSource(Source newSource) {
    return new Order(
        ref,
        platform,
        number,
        version,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        newSource,
        lifecycle,
        commitment,
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
        customFields,
        findings,
        cartComparison,
        erasedAt);
  }

  /// The same order with other findings.
  public Order withFindings(List<Finding> newFindings) {
    return new Order(
        ref,
        platform,
        number,
        version,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        source,
        lifecycle,
        commitment,
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
        customFields,
        newFindings,
        cartComparison,
        erasedAt);
  }

  /// The same order of another buyer.
  public Order withBuyer(Buyer newBuyer) {
    return new Order(
        ref,
        platform,
        number,
        version,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        source,
        lifecycle,
        commitment,
        newBuyer,
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
        customFields,
        findings,
        cartComparison,
        erasedAt);
  }

  /// The same order with other addresses.
  public Order withAddresses(Addresses newAddresses) {
    return new Order(
        ref,
        platform,
        number,
        version,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        source,
        lifecycle,
        commitment,
        buyer,
        newAddresses,
        lines,
        discounts,
        shipping,
        charges,
        totals,
        payments,
        shipments,
        refunds,
        returns,
        customFields,
        findings,
        cartComparison,
        erasedAt);
  }

  /// The same order beside another cart.
  public Order withCartComparison(Optional<CartComparison> newCartComparison) {
    return new Order(
        ref,
        platform,
        number,
        version,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        source,
        lifecycle,
        commitment,
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
        customFields,
        findings,
        newCartComparison,
        erasedAt);
  }

  /// The same order where a store's mapping reads it otherwise.
  public Order withReadings(Lifecycle newLifecycle, List<CustomField> newCustomFields) {
    return new Order(
        ref,
        platform,
        number,
        version,
        channel,
        cartId,
        statusUrl,
        adminUrl,
        test,
        source,
        newLifecycle,
        commitment,
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
        newCustomFields,
        findings,
        cartComparison,
        erasedAt);
  }
}
