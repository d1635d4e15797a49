package io.orderwire.system.storm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.Page;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.Signal;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.connector.WebhookGate;
import io.orderwire.connector.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Designs that read a cart wrongly.
final class WrongConnectors {

  private WrongConnectors() {}

  private static Design connector(UnaryOperator<Connector> wrong) {
    return new Design() {
      @Override
      public Connector connector(Connector right) {
        return wrong.apply(right);
      }
    };
  }

  private static Connector with(Connector right, OrderFeed feed) {
    return new Connector(
        right.descriptor(),
        right.webhooks(),
        right.registry(),
        feed,
        right.orders(),
        right.carts(),
        right.statuses());
  }

  private static Connector with(Connector right, OrderMapper orders) {
    return new Connector(
        right.descriptor(),
        right.webhooks(),
        right.registry(),
        right.feed(),
        orders,
        right.carts(),
        right.statuses());
  }

  /// The query begins that much after the watermark, whatever the overlap.
  static Design beginningAfterWatermark(Duration after) {
    return connector(
        right -> {
          Duration overlap = right.descriptor().listing().overlap();
          Listing orders = right.feed().orders();
          return with(
              right,
              WrongFeed.of(right.feed())
                  .listing(
                      new Listing() {
                        @Override
                        public CartCall first(Window window, StoreContext store) {
                          Instant from = window.from().plus(overlap).plus(after);
                          return orders.first(new Window(from, window.to()), store);
                        }

                        @Override
                        public Page read(CartCall call, CartReply reply, StoreContext store) {
                          return orders.read(call, reply, store);
                        }
                      }));
        });
  }

  /// Pages are asked for by number, while rows move.
  static Design pagingByNumber() {
    return connector(
        right -> {
          Listing orders = right.feed().orders();
          return with(
              right,
              WrongFeed.of(right.feed())
                  .listing(
                      new Listing() {
                        @Override
                        public CartCall first(Window window, StoreContext store) {
                          return orders.first(window, store);
                        }

                        @Override
                        public Page read(CartCall call, CartReply reply, StoreContext store) {
                          Page page = orders.read(call, reply, store);
                          int number =
                              call.query().size() < 2
                                  ? 1
                                  : Integer.parseInt(call.query().get(1).value());
                          return new Page(
                              page.rows(),
                              page.next()
                                  .map(
                                      next ->
                                          LightFeed.following(
                                              call, "page", Integer.toString(number + 1))));
                        }
                      }));
        });
  }

  /// The list begins with the newest, and the watermark moves page by page.
  static Design risingByMistake() {
    return connector(
        right -> {
          Listing orders = right.feed().orders();
          return with(
              right,
              WrongFeed.of(right.feed())
                  .listing(
                      new Listing() {
                        @Override
                        public CartCall first(Window window, StoreContext store) {
                          CartCall call = orders.first(window, store);
                          return CartCall.get("/falling", call.query());
                        }

                        @Override
                        public Page read(CartCall call, CartReply reply, StoreContext store) {
                          return orders.read(call, reply, store);
                        }
                      }));
        });
  }

  /// A refusal with this status is taken for an answer without rows.
  static Design takingForEmpty(int status) {
    return connector(
        right ->
            with(
                right,
                WrongFeed.of(right.feed())
                    .fault(
                        reply ->
                            reply.status() == status
                                ? Optional.empty()
                                : right.feed().fault(reply))));
  }

  /// What is looked at again is compared by its time.
  static Design rereadingByTime() {
    return connector(
        right ->
            with(
                right,
                WrongFeed.of(right.feed())
                    .byId(
                        new WrongFeed.Shown(
                            right.feed().byId(),
                            page ->
                                new Page(
                                    page.rows().stream()
                                        .map(
                                            row ->
                                                new Page.Row(
                                                    row.kind(),
                                                    row.id(),
                                                    row.changedAt(),
                                                    Optional.empty()))
                                        .toList(),
                                    page.next())))));
  }

  /// A row of a listing is taken for all that there is of an order.
  static Design trustingListsWithoutChildren() {
    return connector(
        right ->
            with(
                right,
                (document, store, reads) ->
                    switch (right.orders().map(document, store, reads)) {
                      case Mapping.Normalized<PlatformOrder> normalized ->
                          new Mapping.Normalized<>(
                              normalized.value(), normalized.findings(), Set.of());
                      case Mapping.Ignored<PlatformOrder> ignored -> ignored;
                      case Mapping.Quarantined<PlatformOrder> quarantined -> quarantined;
                    }));
  }

  /// The mapper reads documents as if they said this.
  static Design readingAs(Consumer<ObjectNode> change) {
    return connector(
        right ->
            with(
                right,
                (document, store, reads) ->
                    right.orders().map(changed(document, change), store, reads)));
  }

  private static JsonNode changed(JsonNode document, Consumer<ObjectNode> change) {
    if (!document.isObject()) {
      return document;
    }
    ObjectNode copy = document.deepCopy();
    change.accept(copy);
    return copy;
  }

  /// Every method of payment counts as money.
  static Design committingUnpaid() {
    Design reading = readingAs(document -> document.put("method", "card"));
    return new Design() {
      @Override
      public Connector connector(Connector right) {
        return reading.connector(right);
      }

      @Override
      public Policies policies(Policies right) {
        Set<String> methods = new TreeSet<>(Set.of("card"));
        return new Policies(
            right.read(),
            right.authorizedIsSecured(),
            methods,
            right.announceDrafts(),
            right.acceptTestOrders(),
            right.varianceTolerance(),
            right.holdUnexplained());
      }
    };
  }

  /// What a webhook says is enough to commit.
  static Design committingOnFirstRead() {
    return new Design() {
      @Override
      public Policies policies(Policies right) {
        return new Policies(
            ReadPolicy.PAYLOAD,
            right.authorizedIsSecured(),
            right.offlineMethods(),
            right.announceDrafts(),
            right.acceptTestOrders(),
            right.varianceTolerance(),
            right.holdUnexplained());
      }
    };
  }

  /// Signatures are not looked at.
  static Design trustingEverybody() {
    return gate(always -> true);
  }

  private static Design gate(Predicate<Delivery> letIn) {
    return connector(
        right ->
            new Connector(
                right.descriptor(),
                new WebhookGate() {
                  @Override
                  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
                    return letIn.test(delivery)
                        ? new Verdict.Authentic()
                        : right.webhooks().verify(delivery, secrets, now);
                  }

                  @Override
                  public List<Signal> signals(Delivery delivery) {
                    return right.webhooks().signals(delivery);
                  }

                  @Override
                  public Optional<String> deliveryId(Headers headers) {
                    return right.webhooks().deliveryId(headers);
                  }

                  @Override
                  public Optional<Instant> triggeredAt(Headers headers) {
                    return right.webhooks().triggeredAt(headers);
                  }

                  @Override
                  public String topic(Headers headers) {
                    return right.webhooks().topic(headers);
                  }
                },
                right.registry(),
                right.feed(),
                right.orders(),
                right.carts(),
                right.statuses()));
  }

  /// Faults of replies are judged by this.
  @FunctionalInterface
  interface Judge {
    Optional<Fault> of(CartReply reply);
  }
}
