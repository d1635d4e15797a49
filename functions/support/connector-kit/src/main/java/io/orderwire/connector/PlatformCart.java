package io.orderwire.connector;

import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.CustomField;
import io.orderwire.model.Discount;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Line;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A cart or checkout in canonical terms, as the platform states it. `convertedTo` is the order it
/// became, `completedAt` when.
public record PlatformCart(
    ExternalId externalId,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> completedAt,
    Optional<ExternalId> convertedTo,
    Optional<Buyer> buyer,
    Addresses addresses,
    List<Line> lines,
    List<Discount> discounts,
    List<ShippingLine> shipping,
    TotalsSheet totals,
    boolean taxesIncluded,
    Optional<String> recoveryUrl,
    List<CustomField> customFields) {
  public PlatformCart {
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    shipping = List.copyOf(shipping);
    customFields = List.copyOf(customFields);
  }
}
