package io.orderwire.normalizer;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import io.orderwire.port.Subject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  /// Who is being erased, by which receipt.
  record Whose(Receipt receipt, Set<Subject> subjects, Set<Trait> traits) {}

  /// Deletes what speaks of them; its news is salvaged first.
  void purge(Whose whose, Salvage salvage) {
    Receipt receipt = whose.receipt();
    StoreId store = receipt.store().id();
    for (String key : world.archive().list(RawKeys.receipts(store), ALL)) {
      Optional<byte[]> bytes = world.archive().get(key);
      Optional<IntakeMessage> put =
          bytes.filter(each -> RawKeys.isPutAside(key)).flatMap(Leftovers::message);
      List<Subject> stated = bytes.map(each -> stated(each, whose)).orElse(List.of());
      if (!stated.isEmpty()
          || bytes.filter(each -> names(each, whose.traits())).isPresent()
          || put.filter(message -> isOf(message, whose)).isPresent()) {
        put.ifPresentOrElse(
            message -> salvage.message(receipt, message), () -> salvage.orders(receipt, stated));
        world.archive().erase(key);
      }
    }
    world
        .deadLetters()
        .purge(
            letter -> {
              boolean concerned = letter.storeId().equals(store) && isOf(letter, whose);
              if (concerned) {
                salvage.message(receipt, letter);
              }
              return concerned || isThis(receipt, letter);
            });
  }

  /// The request itself, which is being done.
  private static boolean isThis(Receipt receipt, IntakeMessage letter) {
    return letter.storeId().equals(receipt.store().id())
        && letter.kind() == IntakeKind.ERASE
        && letter.receiptId().equals(receipt.id());
  }

  /// A question says of nobody who they are: it stays, and is answered without them.
  private static boolean isOf(IntakeMessage message, Whose whose) {
    return message.kind() != IntakeKind.ERASE
        && !message.body().equals(Body.empty())
        && (concerns(whose.receipt().connector(), message, whose.subjects())
            || message.body().inline().filter(body -> names(body, whose.traits())).isPresent()
            || accounts(whose.receipt().connector(), message)
                .anyMatch(id -> isAccount(id, whose.traits())));
  }

  private static boolean isAccount(ExternalId id, Set<Trait> traits) {
    return traits.stream()
        .anyMatch(trait -> trait.kind() == TraitKind.ACCOUNT && trait.value().equals(id.value()));
  }

  /// The same receipt, or one without its payload if that is of an erased order or cart: then the
  /// order is asked for again, or the cart looked at.
  Receipt ofNobodyErased(Receipt receipt) {
    Optional<Subject> erased =
        subjects(receipt.connector(), receipt.message())
            .filter(subject -> world.erasures().marked(subject).isPresent())
            .findFirst();
    if (erased.isEmpty()) {
      return receipt;
    }
    receipt.message().body().rawKey().ifPresent(world.archive()::erase);
    return receipt.asking(
        erased.get().kind() == Subject.Kind.CART ? IntakeKind.CART_DUE : IntakeKind.CONFIRM,
        new ExternalId(erased.get().id()));
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
  private static List<Subject> stated(byte[] body, Whose whose) {
    String text = new String(body, StandardCharsets.UTF_8);
    return whose.subjects().stream()
        .filter(
            subject ->
                text.contains("\"id\":" + subject.id() + ",")
                    || text.contains("\"id\":\"" + subject.id() + "\""))
        .toList();
  }

  /// It names an e-mail address or phone number of the person, however the number is written.
  private static boolean names(byte[] body, Set<Trait> traits) {
    String text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return traits.stream()
        .anyMatch(
            trait ->
                switch (trait.kind()) {
                  case EMAIL -> text.contains(trait.value());
                  case PHONE -> PhoneNumbers.written(trait.value()).matcher(text).find();
                  case ACCOUNT, ADDRESS -> false;
                });
  }

  private static Stream<ExternalId> accounts(Connector connector, IntakeMessage message) {
    return signals(connector, message)
        .flatMap(
            signal ->
                switch (signal) {
                  case Signal.PrivacyRequest request -> request.customer().stream();
                  case Signal.CustomerChanged(ExternalId id) -> Stream.of(id);
                  case Signal.OrderChanged ignored -> Stream.<ExternalId>empty();
                  case Signal.OrderRemoved ignored -> Stream.<ExternalId>empty();
                  case Signal.CartChanged ignored -> Stream.<ExternalId>empty();
                  case Signal.CartRemoved ignored -> Stream.<ExternalId>empty();
                  case Signal.StoreUninstalled ignored -> Stream.<ExternalId>empty();
                  case Signal.Irrelevant ignored -> Stream.<ExternalId>empty();
                  case Signal.Unreadable ignored -> Stream.<ExternalId>empty();
                });
  }

  private static boolean concerns(Connector connector, IntakeMessage message, Set<Subject> erased) {
    return subjects(connector, message).anyMatch(erased::contains);
  }

  static Stream<Subject> subjects(Connector connector, IntakeMessage message) {
    StoreId store = message.storeId();
    Stream<Subject> named =
        message.subject().stream()
            .map(
                id ->
                    switch (message.kind()) {
                      case CART_ROW, CART_DUE -> cart(store, id);
                      case DELIVERY, ROW, CONFIRM, MISSING, ERASE, REPLAY, REMAP, REPUBLISH ->
                          Subject.order(store, id);
                    });
    return Stream.concat(named, delivered(connector, message));
  }

  private static Stream<Signal> signals(Connector connector, IntakeMessage message) {
    Optional<byte[]> body = message.body().inline();
    if (message.kind() != IntakeKind.DELIVERY || body.isEmpty()) {
      return Stream.empty();
    }
    Delivery delivery = new Delivery("POST", new Headers(message.headers()), "", body.get());
    return Interpreter.signals(connector, delivery).stream();
  }

  private static Stream<Subject> delivered(Connector connector, IntakeMessage message) {
    return signals(connector, message)
        .flatMap(
            signal ->
                switch (signal) {
                  case Signal.OrderChanged(ExternalId id, var payload) ->
                      Stream.of(Subject.order(message.storeId(), id));
                  case Signal.OrderRemoved(ExternalId id) ->
                      Stream.of(Subject.order(message.storeId(), id));
                  case Signal.CartChanged(ExternalId id, var payload) ->
                      Stream.of(cart(message.storeId(), id));
                  case Signal.CartRemoved(ExternalId id) -> Stream.of(cart(message.storeId(), id));
                  case Signal.PrivacyRequest request ->
                      request.orders().stream().map(id -> Subject.order(message.storeId(), id));
                  case Signal.CustomerChanged ignored -> Stream.<Subject>empty();
                  case Signal.StoreUninstalled ignored -> Stream.<Subject>empty();
                  case Signal.Irrelevant ignored -> Stream.<Subject>empty();
                  case Signal.Unreadable ignored -> Stream.<Subject>empty();
                });
  }

  private static Subject cart(StoreId store, ExternalId id) {
    return new Subject(store, Subject.Kind.CART, id.value());
  }
}
