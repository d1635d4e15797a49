package io.orderwire.connectors.api2cart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Puts an order together: the order, then its transactions and its shipments, page by page, each
/// as a member of the order. Carts that have no such method leave an empty list.
record OrderFetch(ExternalId id) {
  static final String TRANSACTIONS = "transactions";
  static final String SHIPMENTS = "shipments";

  private static final Parameter ALL = new Parameter("params", "force_all");
  private static final String COUNT = Integer.toString(OrderListing.MOST);

  /// What hangs on an order.
  ///
  /// @param listed its name in the result
  private record Part(String member, String path, String filter, String listed) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(TRANSACTIONS, "/order.transaction.list.json", "order_ids", "transactions"),
          new Part(SHIPMENTS, "/order.shipment.list.json", "order_id", "shipment"));

  Fetch begin() {
    return new Fetch.Ask(
        CartCall.get("/order.info.json", List.of(new Parameter("id", id.value()), ALL)),
        this::parts);
  }

  private Fetch parts(CartReply reply) {
    if (Replies.saysAbsent(reply)) {
      return new Fetch.Absent("the shop has no order " + id);
    }
    if (!(Replies.result(reply) instanceof ObjectNode order)) {
      throw new FaultException(Fault.of(Category.MALFORMED, "an order that is no document"));
    }
    ObjectNode whole = order.deepCopy();
    PARTS.forEach(part -> whole.putArray(part.member()));
    return ask(whole, 0, Optional.empty());
  }

  /// A cursor takes no filter with it.
  private Fetch ask(ObjectNode order, int number, Optional<String> cursor) {
    if (number == PARTS.size()) {
      return new Fetch.Complete(order);
    }
    Part part = PARTS.get(number);
    Parameter which =
        cursor
            .map(next -> new Parameter("page_cursor", next))
            .orElseGet(() -> new Parameter(part.filter(), id.value()));
    return new Fetch.Ask(
        CartCall.get(part.path(), List.of(which, ALL, new Parameter("count", COUNT))),
        reply -> took(order, number, reply));
  }

  private Fetch took(ObjectNode order, int number, CartReply reply) {
    Part part = PARTS.get(number);
    JsonNode found = Replies.elements(reply, part.listed());
    if (!found.isArray()) {
      throw new FaultException(
          Fault.of(Category.MALFORMED, part.member() + " of an order that are no list"));
    }
    ObjectNode grown = order.deepCopy();
    Set<String> own = names(order);
    boolean ours = true;
    for (JsonNode each : found) {
      boolean mine = each.path("order_id").isMissingNode() || own.contains(name(each, "order_id"));
      ours &= mine;
      if (mine) {
        grown.withArray(part.member()).add(each);
      }
    }
    Optional<String> next = Replies.cursor(reply).filter(ignored -> found.size() > 0);
    return next.isPresent() && ours
        ? ask(grown, number, next)
        : ask(grown, number + 1, Optional.empty());
  }

  /// Parts name their order by either of its ids.
  private Set<String> names(ObjectNode order) {
    Set<String> names = new TreeSet<>(List.of(id.value(), name(order, "order_id")));
    names.add(name(order, "id"));
    return names;
  }

  private static String name(JsonNode node, String member) {
    return node.path(member).asText("");
  }
}
