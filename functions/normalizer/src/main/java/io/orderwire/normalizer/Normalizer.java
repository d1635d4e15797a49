package io.orderwire.normalizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.engine.RetryTable;
import io.orderwire.engine.StoreHealth;
import io.orderwire.json.Json;
import io.orderwire.message.ErasureRequest;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Read;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes one intake message to its end: every order, cart and notice in it is recorded, redundant,
/// put aside, or on its way back to the queue. When [#process] returns, the message may be deleted;
/// when it throws, it must come again.
public final class Normalizer {
  private final World world;
  private final Quarantine quarantine;
  private final StoreHealth health;
  private final Comeback comeback;
  private final OrderRecorder orders;
  private final CartRecorder carts;
  private final CartLooks looks;
  private final Salvage salvage;
  private final Erasing erasing;
  private final Replays replays;
  private final Remapping remapping;
  private final Republishing republishing;

  public Normalizer(World world) {
    this.world = world;
    this.quarantine = new Quarantine(world);
    this.health = new StoreHealth(world.stores(), world.ledger(), world.clock());
    this.comeback = new Comeback(world, health, quarantine);
    CartLife life = new CartLife(world);
    Shapes shapes = new Shapes(world);
    this.orders = new OrderRecorder(world, quarantine, comeback, life, shapes);
    this.carts = new CartRecorder(world, quarantine, comeback, life, shapes);
    this.looks = new CartLooks(world, life);
    this.salvage = new Salvage(world, quarantine, carts);
    this.erasing = new Erasing(world, salvage);
    this.replays = new Replays(world.archive());
    this.remapping = new Remapping(world, orders);
    this.republishing = new Republishing(world);
  }

  /// Processes a message.
  ///
  /// @param deadline until when calls to the cart may last
  /// @throws FaultException when the ledger, the archive or the queue cannot be reached
  public List<Outcome> process(IntakeMessage message, Instant deadline) {
    Optional<Store> store = store(message.storeId());
    if (store.isEmpty()) {
      return List.of(Outcome.of(What.IGNORED, "the store was removed"));
    }
    Optional<Connector> connector = world.platforms().find(store.get().platform());
    if (connector.isEmpty()) {
      throw new IllegalStateException("no connector for platform " + store.get().platform());
    }
    Receipt asked =
        new Receipt(
            message,
            store.get(),
            connector.get(),
            Optional.empty(),
            message.receivedAt(),
            message.receivedAt(),
            deadline);
    List<Outcome> outcomes = replayed(asked);
    if (asked.hasHistory() && outcomes.stream().allMatch(Normalizer::isDone)) {
      quarantine.resolve(asked);
    }
    asked
        .message()
        .body()
        .rawKey()
        .filter(key -> outcomes.stream().anyMatch(this::isOfNobody))
        .ifPresent(world.archive()::erase);
    return outcomes;
  }

  /// What did not fit the queue is not kept either of somebody who was erased.
  private boolean isOfNobody(Outcome outcome) {
    return outcome
        .subject()
        .filter(subject -> world.erasures().marked(subject).isPresent())
        .isPresent();
  }

  /// A store that was inactive a moment ago may be active again, and its receipts replayed.
  private Optional<Store> store(StoreId id) {
    return world.knownStores().get(id).filter(Store::isActive).or(() -> world.stores().get(id));
  }

  private List<Outcome> replayed(Receipt asked) {
    if (asked.message().kind() != IntakeKind.REPLAY) {
      return active(asked);
    }
    return switch (replays.open(asked)) {
      case Replays.Opened.Lost(String key) -> List.of(lost(asked, key));
      case Replays.Opened.Message(Receipt original) -> active(original);
    };
  }

  /// What was resolved in the meantime is not missed: the payload of somebody who was erased goes
  /// once its news is asked for anew.
  private Outcome lost(Receipt asked, String key) {
    return quarantine.isResolved(asked)
        ? Outcome.of(What.IGNORED, "resolved in the meantime")
        : quarantine.putAside(asked, "payload_missing", "nothing is archived at " + key);
  }

  private List<Outcome> active(Receipt receipt) {
    if (receipt.message().kind() == IntakeKind.CART_DUE) {
      return List.of(looks.look(receipt));
    }
    if (receipt.message().kind() == IntakeKind.REMAP) {
      return List.of(remapping.goOn(receipt));
    }
    if (receipt.message().kind() == IntakeKind.REPUBLISH) {
      return List.of(republishing.goOn(receipt));
    }
    if (receipt.message().kind() == IntakeKind.ERASE || asksForPrivacy(receipt)) {
      return outcomes(receipt);
    }
    return switch (receipt.store().state()) {
      case ACTIVE -> outcomes(receipt);
      case PARKED ->
          inactive(receipt, "store_parked", "the store is parked: see its health, then replay");
      case DISABLED ->
          inactive(receipt, "store_disabled", "the store is disabled: enable it, then replay");
    };
  }

  /// A cart whose person was erased cannot be put aside with what it says, nor be asked for later.
  private List<Outcome> inactive(Receipt receipt, String code, String reason) {
    return salvage
        .ofErasedCarts(receipt)
        .orElseGet(() -> List.of(quarantine.putAside(receipt, code, reason)));
  }

  private List<Outcome> outcomes(Receipt receipt) {
    return switch (receipt.message().kind()) {
      case DELIVERY -> delivery(receipt);
      case ROW -> List.of(row(receipt));
      case CART_ROW -> List.of(cartRow(receipt));
      case CONFIRM ->
          List.of(
              receipt
                  .message()
                  .subject()
                  .map(id -> orders.hinted(receipt, id))
                  .orElseGet(() -> unnamed(receipt)));
      case MISSING ->
          List.of(
              receipt
                  .message()
                  .subject()
                  .map(id -> orders.removed(receipt, id))
                  .orElseGet(() -> unnamed(receipt)));
      case CART_DUE -> List.of(looks.look(receipt));
      case ERASE -> List.of(erasing.asked(receipt));
      case REMAP -> List.of(remapping.goOn(receipt));
      case REPUBLISH -> List.of(republishing.goOn(receipt));
      case REPLAY -> throw new IllegalStateException("a replay holds the message to replay");
    };
  }

  private List<Outcome> delivery(Receipt receipt) {
    Headers headers = new Headers(receipt.message().headers());
    Receipt known =
        receipt.withTopic(
            receipt.connector().webhooks().topic(headers),
            receipt.connector().webhooks().triggeredAt(headers).orElse(receipt.at()));
    Optional<byte[]> body = replays.body(known.message());
    if (body.isEmpty()) {
      return List.of(
          quarantine.putAside(known, "payload_missing", "the body is no longer archived"));
    }
    Delivery delivered = new Delivery("POST", headers, "", body.get());
    List<Outcome> outcomes = new ArrayList<>();
    for (Signal signal : Interpreter.signals(known.connector(), delivered)) {
      outcomes.add(signalled(known, signal, body.get()));
    }
    return List.copyOf(outcomes);
  }

  private Outcome signalled(Receipt receipt, Signal signal, byte[] body) {
    return switch (signal) {
      case Signal.OrderChanged(ExternalId id, Optional<JsonNode> payload) ->
          payload
              .map(tree -> orders.delivered(receipt, id, new Document(tree, body, Read.WEBHOOK)))
              .orElseGet(() -> orders.hinted(receipt, id));
      case Signal.OrderRemoved(ExternalId id) -> orders.removed(receipt, id);
      case Signal.CartChanged(ExternalId id, Optional<JsonNode> payload) ->
          payload
              .map(tree -> carts.delivered(receipt, id, new Document(tree, body, Read.WEBHOOK)))
              .orElseGet(() -> carts.hinted(receipt, id));
      case Signal.CartRemoved(ExternalId id) ->
          Outcome.of(What.IGNORED, "the cart is gone; its last snapshot stays")
              .about(new Subject(receipt.store().id(), Subject.Kind.CART, id.value()));
      case Signal.CustomerChanged ignored ->
          Outcome.of(What.IGNORED, "a customer alone makes no order event");
      case Signal.StoreUninstalled ignored -> uninstalled(receipt);
      case Signal.PrivacyRequest request -> privacy(receipt, request);
      case Signal.Irrelevant(String reason) -> Outcome.of(What.IGNORED, reason);
      case Signal.Unreadable(Finding finding) ->
          quarantine.putAside(receipt, finding.code(), finding.path() + ": " + finding.message());
    };
  }

  /// Whether the store is active or not: a shop asks to be forgotten two days after it left.
  private boolean asksForPrivacy(Receipt receipt) {
    if (receipt.store().isActive() || receipt.message().kind() != IntakeKind.DELIVERY) {
      return false;
    }
    Headers headers = new Headers(receipt.message().headers());
    return replays
        .body(receipt.message())
        .map(body -> new Delivery("POST", headers, "", body))
        .filter(
            delivery ->
                Interpreter.signals(receipt.connector(), delivery).stream()
                    .allMatch(Signal.PrivacyRequest.class::isInstance))
        .isPresent();
  }

  private Outcome privacy(Receipt receipt, Signal.PrivacyRequest request) {
    return switch (request.kind()) {
      case DATA_REQUEST ->
          quarantine.pending(
              receipt,
              "data_request",
              "a customer asks for their data: hand the merchant the customer's export");
      case CUSTOMER_REDACT ->
          erasing.carryOut(
              receipt,
              new ErasureRequest(
                  Optional.empty(),
                  request.customer(),
                  request.email(),
                  request.phone(),
                  request.orders(),
                  List.of(),
                  false,
                  0));
      case STORE_REDACT -> erasing.carryOut(receipt, ErasureRequest.ofStore());
    };
  }

  /// A late notice must not park a store that was connected again: credentials that still work
  /// refute it.
  private Outcome uninstalled(Receipt receipt) {
    if (receipt.store().canCall()) {
      try {
        world
            .carts()
            .read(receipt.errand(), receipt.connector().feed().probe(receipt.store().context()));
        return Outcome.of(What.IGNORED, "uninstalled, but the credentials still work");
      } catch (FaultException fault) {
        if (RetryTable.isPassing(fault.fault().category())) {
          return comeback.withMessage(receipt, fault.fault());
        }
      }
    }
    health.park(
        receipt.store().id(),
        new StoreHealth.Trouble(
            "uninstalled",
            "the app or key was removed from the shop",
            "install it again and update the store's credentials"),
        receipt.trigger());
    return Outcome.of(What.PARKED, "uninstalled");
  }

  private Outcome row(Receipt receipt) {
    Optional<ExternalId> id = receipt.message().subject();
    Optional<Document> document = document(receipt);
    if (id.isEmpty() || document.isEmpty()) {
      return unnamed(receipt);
    }
    return orders.delivered(receipt, id.get(), document.get());
  }

  private Outcome cartRow(Receipt receipt) {
    Optional<ExternalId> id = receipt.message().subject();
    Optional<Document> document = document(receipt);
    if (id.isEmpty() || document.isEmpty()) {
      return unnamed(receipt);
    }
    return carts.delivered(receipt, id.get(), document.get());
  }

  private Optional<Document> document(Receipt receipt) {
    return replays
        .body(receipt.message())
        .map(bytes -> new Document(tree(bytes), bytes, Read.LISTED));
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return Json.tree(bytes);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private Outcome unnamed(Receipt receipt) {
    return quarantine.putAside(
        receipt, "incomplete_message", "the message lacks its subject or its body");
  }

  private static boolean isDone(Outcome outcome) {
    return switch (outcome.what()) {
      case RECORDED, DUPLICATE, STALE, IGNORED, PENDING, REMAPPED, REPUBLISHED -> true;
      case HELD, QUARANTINED, PARKED -> false;
    };
  }
}
