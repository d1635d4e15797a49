package io.orderwire.normalizer;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import io.orderwire.port.Subject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What speaks of an erased person and is filed under no order: receipts that were put aside,
/// bodies too large for the queue, and dead letters.
final class Leftovers {
  private static final int ALL = 100_000;

  private final World world;

  Leftovers(World world) {
    this.world = world;
  }

  void purge(Receipt receipt, Set<Subject> erased, Set<Trait> traits) {
    StoreId store = receipt.store().id();
    for (String key : world.archive().list(RawKeys.receipts(store), ALL)) {
      Optional<byte[]> bytes = world.archive().get(key);
      boolean concerned =
          bytes
              .filter(
                  each ->
                      names(each, traits)
                          || (RawKeys.isPutAside(key)
                              && message(each)
                                  .filter(put -> concerns(receipt.connector(), put, erased))
                                  .isPresent())
                          || isOneOf(each, receipt, erased))
              .isPresent();
      if (concerned) {
        world.archive().erase(key);
      }
    }
    world
        .deadLetters()
        .purge(
            letter ->
                letter.storeId().equals(store)
                    && (concerns(receipt.connector(), letter, erased)
                        || letter.body().inline().filter(body -> names(body, traits)).isPresent()));
  }

  void purgeStore(StoreId store) {
    world
        .deadLetters()
        .purge(letter -> letter.storeId().equals(store) && letter.kind() != IntakeKind.ERASE);
  }

  private static Optional<IntakeMessage> message(byte[] bytes) {
    try {
      return Optional.of(Json.read(bytes, IntakeMessage.class));
    } catch (UncheckedIOException notAMessage) {
      return Optional.empty();
    }
  }

  /// A body of its own has no headers: it is tried as what the store's platform delivers of orders.
  private static boolean isOneOf(byte[] body, Receipt receipt, Set<Subject> erased) {
    String text = new String(body, StandardCharsets.UTF_8);
    return erased.stream()
        .filter(subject -> subject.storeId().equals(receipt.store().id()))
        .anyMatch(
            subject ->
                text.contains("\"id\":" + subject.id() + ",")
                    || text.contains("\"id\":\"" + subject.id() + "\""));
  }

  /// It names an e-mail address, phone number or account of the person.
  private static boolean names(byte[] body, Set<Trait> traits) {
    String text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return traits.stream()
        .filter(trait -> trait.kind() == TraitKind.EMAIL || trait.kind() == TraitKind.PHONE)
        .anyMatch(trait -> text.contains(trait.value()));
  }

  private static boolean concerns(Connector connector, IntakeMessage message, Set<Subject> erased) {
    if (message.kind() == IntakeKind.ERASE) {
      return false;
    }
    Stream<Subject> named = message.subject().stream().flatMap(id -> both(message.storeId(), id));
    return Stream.concat(named, delivered(connector, message)).anyMatch(erased::contains);
  }

  private static Stream<Subject> delivered(Connector connector, IntakeMessage message) {
    Optional<byte[]> body = message.body().inline();
    if (message.kind() != IntakeKind.DELIVERY || body.isEmpty()) {
      return Stream.empty();
    }
    Delivery delivery = new Delivery("POST", new Headers(message.headers()), "", body.get());
    return Interpreter.signals(connector, delivery).stream()
        .flatMap(
            signal ->
                switch (signal) {
                  case Signal.OrderChanged(ExternalId id, var payload) ->
                      both(message.storeId(), id);
                  case Signal.OrderRemoved(ExternalId id) -> both(message.storeId(), id);
                  case Signal.CartChanged(ExternalId id, var payload) ->
                      both(message.storeId(), id);
                  case Signal.CartRemoved(ExternalId id) -> both(message.storeId(), id);
                  case Signal.PrivacyRequest request ->
                      request.orders().stream().flatMap(id -> both(message.storeId(), id));
                  case Signal.CustomerChanged ignored -> Stream.<Subject>empty();
                  case Signal.StoreUninstalled ignored -> Stream.<Subject>empty();
                  case Signal.Irrelevant ignored -> Stream.<Subject>empty();
                  case Signal.Unreadable ignored -> Stream.<Subject>empty();
                });
  }

  private static Stream<Subject> both(StoreId store, ExternalId id) {
    return Stream.of(Subject.order(store, id), new Subject(store, Subject.Kind.CART, id.value()));
  }
}
