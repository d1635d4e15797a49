package io.orderwire.receiver;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.connector.WebhookGate.Verdict;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.Metrics;
import io.orderwire.port.SecretBox;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import io.orderwire.receiver.Reply.Outcome;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Authenticates a delivery against its store's secrets and makes it durable with one call. It
/// looks at no more of the body than the signature needs.
public final class Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  private final World world;

  /// Everything outside of the receiver that it works with.
  ///
  /// @param knownStores may be a few seconds behind `stores`
  public record World(
      Platforms platforms,
      Stores knownStores,
      Stores stores,
      SecretBox secrets,
      IntakeDoor intake,
      Metrics metrics,
      InstantSource clock) {}

  public Receiver(World world) {
    this.world = world;
  }

  /// Answers a request; never throws for what the world does.
  public Reply receive(WebhookRequest request) {
    try {
      Reply reply = judged(request, world.knownStores());
      // A secret that was changed a moment ago, or a store connected again, may not be known yet.
      boolean lookAgain =
          switch (reply.outcome()) {
            case REJECTED, STORE_DISABLED, STORE_PARKED -> true;
            case ACCEPTED, HANDSHAKE, UNKNOWN_TOKEN, UNSUPPORTED_PLATFORM, UNAVAILABLE -> false;
          };
      return noted(lookAgain ? judged(request, world.stores()) : reply);
    } catch (FaultException fault) {
      LOG.error("delivery not taken: {}", fault.getMessage());
      return Reply.unavailable();
    } catch (RuntimeException defect) {
      // A defect of ours must not make a platform give up: it will deliver again.
      LOG.error("delivery not taken", defect);
      return Reply.unavailable();
    }
  }

  private Reply judged(WebhookRequest request, Stores stores) {
    Optional<Store> store = stores.byEndpoint(request.token());
    if (store.isEmpty()) {
      return Reply.refused(Outcome.UNKNOWN_TOKEN, "");
    }
    Optional<Connector> connector = world.platforms().find(store.get().platform());
    if (connector.isEmpty()) {
      return Reply.refused(Outcome.UNSUPPORTED_PLATFORM, store.get().platform().value());
    }
    return switch (store.get().state()) {
      case ACTIVE -> verified(request, store.get(), connector.get());
      case DISABLED -> Reply.refused(Outcome.STORE_DISABLED, store.get().id().value());
      case PARKED -> Reply.refused(Outcome.STORE_PARKED, store.get().id().value());
    };
  }

  private Reply verified(WebhookRequest request, Store store, Connector connector) {
    List<String> secrets =
        world
            .secrets()
            .open(store.id(), store.credentials())
            .currentAndPrevious(connector.descriptor().webhooks().secretField());
    Verdict verdict =
        connector.webhooks().verify(request.delivery(), secrets, world.clock().instant());
    return switch (verdict) {
      case Verdict.Authentic ignored -> {
        IntakeMessage message = message(request, store, connector);
        world.intake().send(message);
        note(message, connector);
        yield Reply.accepted();
      }
      case Verdict.Handshake(int status, String contentType, String body) ->
          new Reply(status, contentType, body, Outcome.HANDSHAKE, store.id().value());
      case Verdict.Rejected(String reason, boolean strict) ->
          Reply.refused(Outcome.REJECTED, store.id() + ": " + reason);
    };
  }

  private IntakeMessage message(WebhookRequest request, Store store, Connector connector) {
    Delivery delivery = request.delivery();
    Headers kept = delivery.headers().only(connector.descriptor().webhooks().keptHeaders());
    String receiptId =
        ReceiptIds.delivery(
            connector.webhooks().deliveryId(delivery.headers()),
            connector.webhooks().topic(delivery.headers()),
            delivery.body());
    return new IntakeMessage(
        store.id(),
        IntakeKind.DELIVERY,
        Cause.WEBHOOK,
        receiptId,
        world.clock().instant().truncatedTo(ChronoUnit.MILLIS),
        kept.values(),
        Body.of(delivery.body()),
        Optional.empty(),
        0,
        false,
        request.traceId());
  }

  private void note(IntakeMessage message, Connector connector) {
    world.metrics().count("deliveries_accepted", 1, connector.descriptor().id().value());
    LOG.atInfo()
        .addKeyValue("outcome", "accepted")
        .addKeyValue("store", message.storeId())
        .addKeyValue("topic", connector.webhooks().topic(new Headers(message.headers())))
        .addKeyValue("receipt", message.receiptId())
        .log("delivery");
  }

  private Reply noted(Reply reply) {
    if (reply.outcome() != Outcome.ACCEPTED) {
      world.metrics().count("deliveries_not_accepted", 1, "");
      LOG.atInfo()
          .addKeyValue("outcome", reply.outcome().name().toLowerCase(Locale.ROOT))
          .addKeyValue("detail", reply.detail())
          .log("delivery");
    }
    return reply;
  }
}
