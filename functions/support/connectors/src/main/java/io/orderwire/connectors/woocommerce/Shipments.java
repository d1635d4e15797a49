package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.RawNode;
import io.orderwire.model.LineCount;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShipmentState;
import io.orderwire.model.Tracking;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Shipments as the usual tracking plugins (Shipment Tracking, Advanced Shipment Tracking) leave
/// them in the order's meta. Core knows none. Only the `products_list` of the latter's per-item
/// add-on tells which goods were shipped; an entry without it says that something was.
///
/// Members after zorem/woo-advanced-shipment-tracking
/// `includes/api/class-wc-advanced-shipment-tracking-rest-api-controller.php`, read 2026-11-23; the
/// add-on's source is closed, so the shape of `products_list` is not verified.
final class Shipments {
  private static final String META = "_wc_shipment_tracking_items";
  private static final BigDecimal LATEST = BigDecimal.valueOf(4_102_444_800L);

  private Shipments() {}

  static List<Shipment> of(Metas metas) {
    List<Shipment> shipments = new ArrayList<>();
    List<RawNode> items =
        metas
            .value(META)
            .filter(value -> !value.isValue())
            .map(RawNode::elements)
            .orElse(List.of());
    for (int index = 0; index < items.size(); index++) {
      shipments.add(shipment(items.get(index), index));
    }
    return shipments;
  }

  private static Shipment shipment(RawNode item, int index) {
    Optional<String> number = item.text("tracking_number");
    Optional<String> url =
        item.text("custom_tracking_link")
            .or(() -> item.text("ast_tracking_link"))
            .or(() -> item.text("formatted_tracking_link"));
    Optional<String> carrier =
        item.text("tracking_provider").or(() -> item.text("custom_tracking_provider"));
    return new Shipment(
        item.text("tracking_id").or(() -> number).orElse(Integer.toString(index + 1)),
        Reading.silent(ShipmentState.SHIPPED),
        item.each("products_list").stream().flatMap(Shipments::line).toList(),
        carrier,
        Optional.empty(),
        number.isPresent() || url.isPresent() ? List.of(new Tracking(number, url)) : List.of(),
        shippedAt(item),
        Optional.empty(),
        Optional.empty());
  }

  private static Stream<LineCount> line(RawNode product) {
    Optional<String> id = product.text("item_id");
    Optional<Quantity> quantity = product.quantity("qty");
    return id.isPresent() && quantity.filter(Quantity::isPositive).isPresent()
        ? Stream.of(new LineCount(id.get(), quantity.get()))
        : Stream.empty();
  }

  /// Seconds since 1970.
  private static Optional<Instant> shippedAt(RawNode item) {
    return item.decimal("date_shipped")
        .filter(seconds -> seconds.signum() > 0 && seconds.compareTo(LATEST) < 0)
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
  }
}
