package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Descriptor.OptionField;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Placed orders in outline, in rising order of one of their times.
///
/// Pages go on at the last row's time and name the rows already seen at that time, since an order
/// that moves would shift all pages that are counted from the first. Both bounds of the API are
/// exclusive.
final class VendureOrders implements Listing {
  static final int PAGE_SIZE = 100;
  static final OptionField PAGE_SIZE_OPTION = OptionField.pageSize("[1-9][0-9]?|100", PAGE_SIZE);
  static final String UPDATED = "updatedAt";
  static final String PLACED = "orderPlacedAt";

  private final String time;

  /// @param time [#UPDATED] or [#PLACED]
  VendureOrders(String time) {
    this.time = time;
  }

  @Override
  public CartCall first(Window window, StoreContext store) {
    ObjectNode options = Json.codec().createObjectNode();
    ObjectNode filter = options.putObject("filter");
    filter.putObject("active").put("eq", false);
    filter.putObject("type").put("notEq", "Seller");
    filter.putObject("state").put("notEq", "Draft");
    ObjectNode bounds = filter.putObject(time);
    bounds.put("after", window.from().minusMillis(1).toString());
    window.to().ifPresent(to -> bounds.put("before", to.plusMillis(1).toString()));
    options.putObject("sort").put(time, "ASC");
    options.put("take", Integer.parseInt(PAGE_SIZE_OPTION.of(store)));
    return VendureQueries.orders(options, store);
  }

  @Override
  public Page read(CartCall call, CartReply reply, StoreContext store) {
    JsonNode listed = reply.json().path("data").path("orders");
    if (!listed.path("items").isArray()) {
      throw VendureFaults.malformed("the reply has no orders");
    }
    Map<ExternalId, Page.Row> rows = new LinkedHashMap<>();
    for (JsonNode order : listed.path("items")) {
      Page.Row row = VendureOutline.row(order, time(order), store);
      rows.put(row.id(), row);
    }
    boolean more = listed.path("totalItems").asInt() > rows.size() && !rows.isEmpty();
    return new Page(
        rows.values().stream().toList(), more ? Optional.of(next(call, rows)) : Optional.empty());
  }

  private CartCall next(CartCall call, Map<ExternalId, Page.Row> rows) {
    ObjectNode options = VendureQueries.options(call);
    ObjectNode filter = (ObjectNode) options.get("filter");
    ObjectNode bounds = (ObjectNode) filter.get(time);
    Instant before = Instant.parse(bounds.path("after").asText());
    Instant latest =
        rows.values().stream().map(Page.Row::changedAt).max(Instant::compareTo).orElse(before);
    Instant after = latest.minusMillis(1).isAfter(before) ? latest.minusMillis(1) : before;
    ArrayNode seen = Json.codec().createArrayNode();
    // times may be finer than the milliseconds shown: a row before the bound can come again
    if (after.minusMillis(1).compareTo(before) <= 0) {
      filter.path("id").path("notIn").forEach(seen::add);
    }
    rows.values().stream()
        .filter(row -> !row.changedAt().isBefore(after))
        .forEach(row -> seen.add(row.id().value()));
    bounds.put("after", after.toString());
    filter.putObject("id").set("notIn", seen);
    return VendureQueries.withOptions(call, options);
  }

  private Instant time(JsonNode order) {
    return VendureOutline.instant(order.path(time))
        .orElseThrow(() -> VendureFaults.malformed("a listed order has no " + time));
  }
}
