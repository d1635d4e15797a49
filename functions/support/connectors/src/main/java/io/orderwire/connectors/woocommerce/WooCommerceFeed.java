package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads orders by REST v3.
///
/// `status=any` leaves out the trash and takes in checkout drafts, whose rows are carts.
final class WooCommerceFeed implements OrderFeed {
  /// The trash is emptied after 30 days.
  private static final Duration IN_TRASH = Duration.ofDays(30);

  private static final int REFUNDS_PER_PAGE = 100;

  @Override
  public Listing orders() {
    return new OrderListing("any", Duration.ZERO, false);
  }

  @Override
  public Listing outline() {
    return new OrderListing("any", Duration.ZERO, true);
  }

  @Override
  public List<Sweep> sweeps() {
    return List.of(
        new Sweep(
            "refunds",
            "refunds by their own time: not all of them move date_modified of the order",
            3,
            Reach.NEWS,
            true,
            new RefundListing()),
        new Sweep(
            "trash",
            "orders that were trashed: they leave status=any",
            6,
            Reach.SAME_AGAIN,
            false,
            new OrderListing("trash", IN_TRASH, false)));
  }

  @Override
  public OrdersById byId() {
    return new OrdersByInclude();
  }

  /// Drafts of the block checkout are the only trace of a cart in core; they are purged after a
  /// day.
  @Override
  public Optional<Listing> carts() {
    return Optional.of(new OrderListing("checkout-draft", Duration.ZERO, false));
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    CartCall order = Endpoints.get(store, "/orders/" + id, List.of());
    return new Fetch.Ask(order, reply -> withRefunds(reply, id, store));
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return Replies.fault(reply);
  }

  /// Core sets no limit, and no headers tell of one.
  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return Optional.empty();
  }

  /// The header of a page of one row tells how many there are.
  @Override
  public Optional<CartCall> count(Window window, StoreContext store) {
    return Optional.of(orders().first(window, store).with("per_page", "1"));
  }

  @Override
  public Optional<Long> counted(CartReply reply) {
    return Replies.total(reply).map(Integer::longValue);
  }

  @Override
  public CartCall probe(StoreContext store) {
    return Endpoints.get(store, "/orders", List.of(new Parameter("per_page", "1")));
  }

  /// An order carries only stubs of its refunds; one without any is complete.
  private static Fetch withRefunds(CartReply reply, ExternalId id, StoreContext store) {
    if (Replies.saysOrderAbsent(reply)) {
      return new Fetch.Absent("the shop has no order " + id);
    }
    JsonNode order = Replies.json(reply);
    if (!(order instanceof ObjectNode complete) || order.path("refunds").isEmpty()) {
      return new Fetch.Complete(order);
    }
    ArrayNode refunds = complete.arrayNode();
    return refundPage(complete, refunds, id, store, 1);
  }

  private static Fetch refundPage(
      ObjectNode order, ArrayNode refunds, ExternalId id, StoreContext store, int page) {
    List<Parameter> query =
        List.of(
            new Parameter("per_page", Integer.toString(REFUNDS_PER_PAGE)),
            new Parameter("page", Integer.toString(page)));
    CartCall call = Endpoints.get(store, "/orders/" + id + "/refunds", query);
    return new Fetch.Ask(
        call,
        reply -> {
          JsonNode found = Replies.json(reply);
          found.forEach(refunds::add);
          if (found.size() >= REFUNDS_PER_PAGE) {
            return refundPage(order, refunds, id, store, page + 1);
          }
          ObjectNode whole = order.deepCopy();
          whole.set(WooCommerceMapper.REFUND_RESOURCES, refunds.deepCopy());
          return new Fetch.Complete(whole);
        });
  }
}
