package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The canonical cart or checkout at one version. Its totals are always provisional.
///
/// `orderId` and `drift` are there once the order that it became is known. `erasedAt` is when the
/// person behind it was erased.
public record Cart(
    CartRef ref,
    PlatformId platform,
    long version,
    CartState state,
    Source source,
    Instant createdAt,
    Instant updatedAt,
    Optional<Buyer> buyer,
    Addresses addresses,
    List<Line> lines,
    List<Discount> discounts,
    List<ShippingLine> shipping,
    TotalsSheet totals,
    boolean taxesIncluded,
    Optional<String> recoveryUrl,
    @JsonProperty("order_ref") Optional<ExternalId> orderId,
    List<CartDrift> drift,
    List<CustomField> customFields,
    List<Finding> findings,
    Optional<Instant> erasedAt) {
  public Cart {
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    shipping = List.copyOf(shipping);
    drift = List.copyOf(drift);
    customFields = List.copyOf(customFields);
    findings = List.copyOf(findings);
  }

  /// The same cart at another version.
  public Cart withVersion(long newVersion) {
    return new Cart(
        ref,
        platform,
        newVersion,
        state,
        source,
        createdAt,
        updatedAt,
        buyer,
        addresses,
        lines,
        discounts,
        shipping,
        totals,
        taxesIncluded,
        recoveryUrl,
        orderId,
        drift,
        customFields,
        findings,
        erasedAt);
  }

  /// The same cart from another source.
  public Cart withSource(Source newSource) {
    return new Cart(
        ref,
        platform,
        version,
        state,
        newSource,
        createdAt,
        updatedAt,
        buyer,
        addresses,
        lines,
        discounts,
        shipping,
        totals,
        taxesIncluded,
        recoveryUrl,
        orderId,
        drift,
        customFields,
        findings,
        erasedAt);
  }

  /// The same cart with other findings.
  public Cart withFindings(List<Finding> newFindings) {
    return new Cart(
        ref,
        platform,
        version,
        state,
        source,
        createdAt,
        updatedAt,
        buyer,
        addresses,
        lines,
        discounts,
        shipping,
        totals,
        taxesIncluded,
        recoveryUrl,
        orderId,
        drift,
        customFields,
        newFindings,
        erasedAt);
  }

  /// The same cart at another point of its life.
  public Cart withLife(
      CartState newState, Optional<ExternalId> newOrderId, List<CartDrift> newDrift) {
    return new Cart(
        ref,
        platform,
        version,
        newState,
        source,
        createdAt,
        updatedAt,
        buyer,
        addresses,
        lines,
        discounts,
        shipping,
        totals,
        taxesIncluded,
        recoveryUrl,
        newOrderId,
        newDrift,
        customFields,
        findings,
        erasedAt);
  }
}
