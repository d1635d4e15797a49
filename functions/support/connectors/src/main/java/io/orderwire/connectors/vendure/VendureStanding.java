package io.orderwire.connectors.vendure;

import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// How an order stands and since when, read alike from whole orders and from outlines.
final class VendureStanding {

  private VendureStanding() {}

  static PlatformOrder.Readings readings(RawNode root, MinorUnits units, StoreContext store) {
    String state = root.text("state").orElse("");
    Money total = units.orZero(root, "totalWithTax");
    return new PlatformOrder.Readings(
        VendureStatuses.payment(
            state, store.mapping(), new VendurePayments(root, units).state(total)),
        VendureStatuses.fulfilment(state, store.mapping(), new VendureLines(root, units).state()),
        VendureStatuses.cancellation(state, store.mapping()),
        Optional.empty(),
        false);
  }

  /// Parts state their own changes, of which the order itself knows nothing.
  static Optional<Instant> latest(RawNode root) {
    Stream<RawNode> parts =
        Stream.of("payments", "fulfillments", "modifications")
            .flatMap(part -> root.each(part).stream())
            .flatMap(part -> Stream.concat(Stream.of(part), part.each("refunds").stream()));
    return Stream.concat(Stream.of(root), parts)
        .flatMap(node -> node.instant("updatedAt").stream())
        .max(Instant::compareTo);
  }
}
