package io.orderwire.capsule;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Signal;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.WebhookGate;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A cart that says what is in a capsule. How it maps is its connector's own matter; what it
/// delivers and answers is replayed.
///
/// @param brought what the receipt brought, if anything
/// @param fetched what the cart answered when it was asked, if it was
/// @param removed it has the order no longer
record ReplayedCart(
    ExternalId order,
    Instant receivedAt,
    Optional<JsonNode> brought,
    Optional<JsonNode> fetched,
    boolean removed) {

  Connector as(Connector connector) {
    return new Connector(
        connector.descriptor(),
        new Gate(connector.webhooks()),
        Optional.empty(),
        new Feed(connector.feed()),
        connector.orders(),
        connector.carts(),
        connector.statuses());
  }

  private final class Gate implements WebhookGate {
    private final WebhookGate gate;

    private Gate(WebhookGate gate) {
      this.gate = gate;
    }

    @Override
    public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
      return gate.verify(delivery, secrets, now);
    }

    @Override
    public List<Signal> signals(Delivery delivery) {
      return List.of(new Signal.OrderChanged(order, brought));
    }

    @Override
    public Optional<String> deliveryId(Headers headers) {
      return gate.deliveryId(headers);
    }

    @Override
    public Optional<Instant> triggeredAt(Headers headers) {
      return Optional.of(receivedAt);
    }

    @Override
    public String topic(Headers headers) {
      return "replayed";
    }
  }

  private final class Feed implements OrderFeed {
    private final OrderFeed feed;

    private Feed(OrderFeed feed) {
      this.feed = feed;
    }

    @Override
    public Listing orders() {
      return feed.orders();
    }

    @Override
    public Listing outline() {
      return feed.outline();
    }

    @Override
    public List<Sweep> sweeps() {
      return feed.sweeps();
    }

    @Override
    public OrdersById byId() {
      return feed.byId();
    }

    @Override
    public Optional<Listing> carts() {
      return feed.carts();
    }

    /// A version that was made of what was brought although the cart would have been asked was
    /// made while the cart did not answer.
    @Override
    public Fetch one(ExternalId id, StoreContext store) {
      if (removed) {
        return new Fetch.Absent("removed");
      }
      return fetched
          .<Fetch>map(Fetch.Complete::new)
          .orElseThrow(
              () ->
                  new FaultException(
                      Fault.of(Fault.Category.UNAVAILABLE, "the capsule holds no answer")));
    }

    @Override
    public Optional<Fault> fault(CartReply reply) {
      return feed.fault(reply);
    }

    @Override
    public Optional<BudgetReading> budget(CartReply reply) {
      return feed.budget(reply);
    }

    @Override
    public CartCall probe(StoreContext store) {
      return feed.probe(store);
    }
  }
}
