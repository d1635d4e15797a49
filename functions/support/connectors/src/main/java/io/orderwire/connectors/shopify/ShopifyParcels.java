package io.orderwire.connectors.shopify;

import io.orderwire.model.LineCount;
import io.orderwire.model.OrderReturn;
import io.orderwire.model.Reading;
import io.orderwire.model.ReturnState;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShipmentState;
import io.orderwire.model.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What went out and what comes back. Returns stand in GraphQL alone.
record ShopifyParcels(ShopifyNode order) {
  /// GraphQL's display words for a fulfilment of which the carrier has said nothing yet.
  private static final Set<String> NO_CARRIER_WORD =
      Set.of("fulfilled", "marked_as_fulfilled", "canceled", "failure");

  List<Shipment> shipments() {
    return order.each("fulfillments", "fulfillments").stream()
        .map(ShopifyParcels::shipment)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Shipment> shipment(ShopifyNode fulfilment) {
    Optional<String> id = fulfilment.id();
    if (id.isEmpty()) {
      fulfilment.warn("incomplete_fulfilment", "a fulfilment without an id was left out");
      return Optional.empty();
    }
    return Optional.of(
        new Shipment(
            id.get(),
            status(fulfilment),
            fulfilment.each("line_items", "fulfillmentLineItems").stream()
                .flatMap(item -> count(item).stream())
                .toList(),
            carrier(fulfilment),
            Optional.empty(),
            tracking(fulfilment),
            fulfilment.instant("created_at", "createdAt"),
            Optional.empty(),
            location(fulfilment)));
  }

  /// The carrier's word while the fulfilment stands, else the fulfilment's own.
  private static Reading<ShipmentState> status(ShopifyNode fulfilment) {
    String own = word(fulfilment, "status", "status").orElse("success");
    Optional<String> carrier =
        word(fulfilment, "shipment_status", "displayStatus")
            .filter(word -> !NO_CARRIER_WORD.contains(word) || !fulfilment.graph());
    String word = own.equals("success") ? carrier.orElse(own) : own;
    return ShopifyStatuses.shipments().read(word, Map.of());
  }

  static Optional<String> lineId(ShopifyNode item) {
    return item.graph() ? item.at("lineItem").id() : item.id();
  }

  private static Optional<LineCount> count(ShopifyNode item) {
    return lineId(item)
        .flatMap(
            id ->
                item.quantity("quantity", "quantity").map(quantity -> new LineCount(id, quantity)));
  }

  private static Optional<String> carrier(ShopifyNode fulfilment) {
    return fulfilment.graph()
        ? fulfilment.each("trackingInfo", "trackingInfo").stream()
            .flatMap(tracking -> tracking.text("company").stream())
            .findFirst()
        : fulfilment.text("tracking_company");
  }

  private static List<Tracking> tracking(ShopifyNode fulfilment) {
    List<Tracking> found = new ArrayList<>();
    if (fulfilment.graph()) {
      for (ShopifyNode tracking : fulfilment.each("trackingInfo", "trackingInfo")) {
        add(found, tracking.text("number"), tracking.text("url"));
      }
      return found;
    }
    List<ShopifyNode> numbers = fulfilment.each("tracking_numbers", "tracking_numbers");
    List<ShopifyNode> urls = fulfilment.each("tracking_urls", "tracking_urls");
    for (int index = 0; index < Math.max(numbers.size(), urls.size()); index++) {
      add(found, textAt(numbers, index), textAt(urls, index));
    }
    if (found.isEmpty()) {
      add(found, fulfilment.text("tracking_number"), fulfilment.text("tracking_url"));
    }
    return found;
  }

  private static Optional<String> textAt(List<ShopifyNode> texts, int index) {
    return index < texts.size() ? texts.get(index).text() : Optional.empty();
  }

  private static void add(List<Tracking> found, Optional<String> number, Optional<String> url) {
    if (number.isPresent() || url.isPresent()) {
      found.add(new Tracking(number, url));
    }
  }

  private static Optional<String> location(ShopifyNode fulfilment) {
    return fulfilment.graph()
        ? fulfilment.at("location").id()
        : fulfilment.id("location_id", "location_id");
  }

  List<OrderReturn> returns() {
    return order.each("returns", "returns").stream()
        .map(ShopifyParcels::goingBack)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<OrderReturn> goingBack(ShopifyNode back) {
    Optional<Reading<ReturnState>> status =
        word(back, "status", "status").map(word -> ShopifyStatuses.returns().read(word, Map.of()));
    List<ShopifyNode> items = back.each("return_line_items", "returnLineItems");
    return back.id()
        .map(
            id ->
                new OrderReturn(
                    id,
                    status.orElseGet(() -> Reading.silent(ReturnState.REQUESTED)),
                    back.instant("created_at", "createdAt"),
                    reason(items),
                    items.stream().flatMap(item -> returned(item).stream()).toList()));
  }

  private static Optional<String> reason(List<ShopifyNode> items) {
    return items.stream()
        .flatMap(
            item ->
                item
                    .text("return_reason_note", "returnReasonNote")
                    .or(() -> item.at("returnReasonDefinition").text("name"))
                    .stream())
        .findFirst();
  }

  private static Optional<LineCount> returned(ShopifyNode item) {
    return lineId(item.at("fulfillment_line_item", "fulfillmentLineItem"))
        .flatMap(
            id ->
                item.quantity("quantity", "quantity").map(quantity -> new LineCount(id, quantity)));
  }

  private static Optional<String> word(ShopifyNode node, String rest, String graph) {
    return node.text(rest, graph).map(word -> word.toLowerCase(Locale.ROOT));
  }
}
