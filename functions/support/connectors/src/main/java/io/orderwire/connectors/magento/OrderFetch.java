package io.orderwire.connectors.magento;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// Puts an order together: the order, then each collection that hangs on it, page by page, as a
/// member of the order. Collections of which the order shows that they are empty are not asked for.
record OrderFetch(ExternalId id, StoreContext store) {
  static final String INVOICES = "invoices";
  static final String SHIPMENTS = "shipments";
  static final String CREDIT_MEMOS = "creditmemos";
  static final String TRANSACTIONS = "transactions";

  private static final int SIZE = 100;

  /// A collection.
  ///
  /// @param id the field by which it is read in rising order
  /// @param hint the count of an item that shows that there is some; empty where the payment does
  private record Part(String member, String id, String hint) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(INVOICES, "entity_id", "qty_invoiced"),
          new Part(SHIPMENTS, "entity_id", "qty_shipped"),
          new Part(CREDIT_MEMOS, "entity_id", "qty_invoiced"),
          new Part(TRANSACTIONS, "transaction_id", ""));

  Fetch begin() {
    return new Fetch.Ask(new Search().in(Orders.PATH + "/" + id, store), this::parts);
  }

  private Fetch parts(CartReply reply) {
    if (Replies.saysAbsent(reply)) {
      return new Fetch.Absent("the shop has no order " + id);
    }
    if (!(reply.json() instanceof ObjectNode order)) {
      throw new FaultException(Fault.of(Category.MALFORMED, "an order that is no document"));
    }
    ObjectNode whole = order.deepCopy();
    PARTS.forEach(part -> whole.putArray(part.member()));
    return ask(whole, 0, "0");
  }

  private Fetch ask(ObjectNode order, int number, String behind) {
    if (number == PARTS.size()) {
      return new Fetch.Complete(order);
    }
    Part part = PARTS.get(number);
    if (!isThere(part, order)) {
      return ask(order, number + 1, "0");
    }
    return new Fetch.Ask(
        new Search()
            .where(new Search.Filter("order_id", "eq", id.value()))
            .where(new Search.Filter(part.id(), "gt", behind))
            .by(part.id())
            .pagesOf(Integer.toString(SIZE))
            .in("/" + part.member(), store),
        reply -> with(order, number, reply));
  }

  private Fetch with(ObjectNode order, int number, CartReply reply) {
    Part part = PARTS.get(number);
    List<RawNode> items = Replies.items(reply);
    ArrayNode members = (ArrayNode) order.get(part.member());
    items.forEach(item -> members.add(item.json()));
    Optional<String> last = items.isEmpty() ? Optional.empty() : items.getLast().text(part.id());
    return items.size() < SIZE || last.isEmpty()
        ? ask(order, number + 1, "0")
        : ask(order, number, last.get());
  }

  private static boolean isThere(Part part, JsonNode order) {
    RawNode root = RawNode.root(order, RawReads.UNTRACKED);
    if (part.hint().isEmpty()) {
      RawNode payment = root.at("payment");
      return payment.has("last_trans_id") || payment.has("cc_trans_id");
    }
    return root.each("items").stream()
        .anyMatch(item -> item.decimal(part.hint()).filter(n -> n.signum() > 0).isPresent());
  }
}
