package io.orderwire.normalizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Read;
import io.orderwire.port.Subject;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the news of what waited to be processed and must not wait any longer, because it says who
/// somebody is that is forgotten: orders are asked for anew, carts, which cannot be asked for, are
/// recorded without their person.
///
/// It is done before the payload goes, and can be done again.
final class Salvage {
  private final World world;
  private final Quarantine quarantine;
  private final CartRecorder carts;
  private final Replays replays;

  Salvage(World world, Quarantine quarantine, CartRecorder carts) {
    this.world = world;
    this.quarantine = quarantine;
    this.carts = carts;
    this.replays = new Replays(world.archive());
  }

  /// A message goes, be it put aside or a dead letter. Nothing is left to be done about it.
  void message(Receipt erasing, IntakeMessage message) {
    Receipt gone = erasing.of(message);
    orders(erasing, Leftovers.subjects(gone.connector(), message).distinct().toList());
    told(gone).forEach(cart -> carts.delivered(gone, cart.id(), cart.document()));
    quarantine.resolve(gone);
  }

  /// Something that tells of these goes. A question has a name of its own: in a parked store it is
  /// put aside beside what it stands for.
  void orders(Receipt erasing, List<Subject> stated) {
    world
        .intake()
        .sendAll(
            stated.stream()
                .filter(subject -> subject.kind() == Subject.Kind.ORDER)
                .map(subject -> question(erasing, new ExternalId(subject.id())))
                .toList());
  }

  private IntakeMessage question(Receipt erasing, ExternalId id) {
    return new IntakeMessage(
        erasing.store().id(),
        IntakeKind.CONFIRM,
        Cause.REPLAY,
        ReceiptIds.question(erasing.id(), id),
        world.clock().instant().truncatedTo(ChronoUnit.MILLIS),
        Map.of(),
        Body.empty(),
        Optional.of(id),
        0,
        false,
        erasing.message().traceId());
  }

  /// What came of a message that tells of nothing but carts whose person is forgotten; empty for
  /// any other.
  Optional<List<Outcome>> ofErasedCarts(Receipt receipt) {
    List<Told> told = told(receipt);
    boolean erased =
        !told.isEmpty()
            && told.stream()
                .allMatch(cart -> world.erasures().marked(cart.subject(receipt)).isPresent());
    return erased
        ? Optional.of(
            told.stream()
                .map(cart -> carts.delivered(receipt, cart.id(), cart.document()))
                .toList())
        : Optional.empty();
  }

  /// A cart as a message states it.
  private record Told(ExternalId id, Document document) {
    Subject subject(Receipt receipt) {
      return new Subject(receipt.store().id(), Subject.Kind.CART, id.value());
    }
  }

  private List<Told> told(Receipt receipt) {
    IntakeMessage message = receipt.message();
    if (message.kind() == IntakeKind.CART_ROW) {
      return message.subject().flatMap(id -> row(id, message)).stream().toList();
    }
    List<Told> told = new ArrayList<>();
    if (message.kind() == IntakeKind.DELIVERY) {
      replays.body(message).ifPresent(body -> told.addAll(delivered(receipt, body)));
    }
    return told;
  }

  private Optional<Told> row(ExternalId id, IntakeMessage message) {
    return replays
        .body(message)
        .flatMap(
            body -> tree(body).map(tree -> new Told(id, new Document(tree, body, Read.LISTED))));
  }

  private static List<Told> delivered(Receipt receipt, byte[] body) {
    Delivery delivery = new Delivery("POST", new Headers(receipt.message().headers()), "", body);
    List<Told> told = new ArrayList<>();
    for (Signal signal : Interpreter.signals(receipt.connector(), delivery)) {
      if (signal instanceof Signal.CartChanged(ExternalId id, Optional<JsonNode> payload)) {
        payload.ifPresent(tree -> told.add(new Told(id, new Document(tree, body, Read.WEBHOOK))));
      }
    }
    return told;
  }

  private static Optional<JsonNode> tree(byte[] body) {
    try {
      return Optional.of(Json.tree(body));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
