package io.orderwire.connectors.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import java.util.List;

/// Puts an order together: the order of V2, then what hangs on it, page by page, each as a member
/// of the order. A part that is not there is an empty list.
record OrderFetch(ExternalId id) {
  static final String PRODUCTS = "products";
  static final String SHIPPING_ADDRESSES = "shipping_addresses";
  static final String COUPONS = "coupons";
  static final String TAXES = "taxes";
  static final String SHIPMENTS = "shipments";
  static final String TRANSACTIONS = "transactions";
  static final String REFUNDS = "refunds";
  static final String METAFIELDS = "metafields";

  /// Come with the order when they are asked for.
  static final String CONSIGNMENTS = "consignments";

  static final String FEES = "fees";

  private static final int LIMIT = 250;

  /// What hangs on an order, and where.
  private record Part(String member, String path, boolean paged) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(PRODUCTS, "/v2/orders/%s/products", true),
          new Part(SHIPPING_ADDRESSES, "/v2/orders/%s/shipping_addresses", true),
          new Part(COUPONS, "/v2/orders/%s/coupons", true),
          new Part(TAXES, "/v2/orders/%s/taxes", true),
          new Part(SHIPMENTS, "/v2/orders/%s/shipments", true),
          new Part(TRANSACTIONS, "/v3/orders/%s/transactions", false),
          new Part(REFUNDS, "/v3/orders/%s/payment_actions/refunds", false),
          new Part(METAFIELDS, "/v3/orders/%s/metafields", true));

  Fetch begin() {
    CartCall order =
        CartCall.get(
            OrderListing.ORDERS + "/" + id,
            List.of(
                new Parameter("include", CONSIGNMENTS + "," + FEES),
                new Parameter("consignment_structure", "object")));
    return new Fetch.Ask(order, this::parts);
  }

  private Fetch parts(CartReply reply) {
    if (Replies.saysAbsent(reply)) {
      return new Fetch.Absent("the shop has no order " + id);
    }
    if (!(reply.json() instanceof ObjectNode order)) {
      throw new FaultException(Fault.of(Category.MALFORMED, "an order that is no document"));
    }
    return ask(new Progress(order, 0, 1));
  }

  /// @param order what is there so far; never changed, each step grows a copy that shares its parts
  /// @param number of the part that is being read
  private record Progress(ObjectNode order, int number, int page) {}

  private Fetch ask(Progress progress) {
    if (progress.number() == PARTS.size()) {
      return new Fetch.Complete(progress.order());
    }
    Part part = PARTS.get(progress.number());
    List<Parameter> query =
        part.paged()
            ? List.of(
                new Parameter("limit", Integer.toString(LIMIT)),
                new Parameter("page", Integer.toString(progress.page())))
            : List.of();
    return new Fetch.Ask(
        CartCall.get(part.path().formatted(id), query), reply -> took(progress, part, reply));
  }

  private Fetch took(Progress progress, Part part, CartReply reply) {
    ObjectNode order = Json.codec().createObjectNode();
    order.setAll(progress.order());
    JsonNode found = Replies.saysAbsent(reply) ? order.arrayNode() : Replies.elements(reply);
    if (!found.isArray()) {
      throw new FaultException(
          Fault.of(Category.MALFORMED, part.member() + " of an order that are no list"));
    }
    ArrayNode all = order.arrayNode();
    if (progress.page() > 1) {
      progress.order().path(part.member()).forEach(all::add);
    }
    found.forEach(all::add);
    order.set(part.member(), all);
    boolean more = part.paged() && found.size() >= LIMIT;
    return ask(
        more
            ? new Progress(order, progress.number(), progress.page() + 1)
            : new Progress(order, progress.number() + 1, 1));
  }
}
