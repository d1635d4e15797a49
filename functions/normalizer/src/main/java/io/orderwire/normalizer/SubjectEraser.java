package io.orderwire.normalizer;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Forgetting;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.Traits;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.model.Cart;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Takes the person out of one order or cart: all of its versions, and everything archived of it.
///
/// The version that says so (cause `erase`) is appended last, by the ledger's own condition. Who
/// was about to append another one loses that race, reads again, and then finds the subject erased;
/// who was first is erased with the others.
final class SubjectEraser {
  private static final int RACES = 20;
  private static final int ALL = 100_000;

  private final World world;
  private final PersonEraser persons;

  SubjectEraser(World world, PersonEraser persons) {
    this.world = world;
    this.persons = persons;
  }

  /// The cart that an order came from.
  Optional<String> cartOf(StoreId store, String orderId) {
    return newest(store, orderId).flatMap(Order::cartId).map(ExternalId::value);
  }

  /// The first country that one of these orders names: phone numbers of their buyer are of there.
  Optional<String> country(StoreId store, List<String> orderIds) {
    return orderIds.stream()
        .flatMap(id -> newest(store, id).stream())
        .map(Order::addresses)
        .flatMap(places -> places.billing().or(places::shipping).stream())
        .flatMap(place -> place.countryCode().stream())
        .findFirst();
  }

  private Optional<Order> newest(StoreId store, String orderId) {
    return world
        .ledger()
        .newest(new Subject(store, Subject.Kind.ORDER, orderId), Consistency.STRONG)
        .flatMap(LedgerEntry::order);
  }

  /// The erasure of this subject is recorded.
  boolean isErased(Subject subject) {
    return world.ledger().newest(subject, Consistency.STRONG).filter(this::saysErased).isPresent();
  }

  private boolean saysErased(LedgerEntry entry) {
    return entry.event().detail().metadata().cause() == Cause.ERASE;
  }

  void erase(Receipt receipt, Subject subject) {
    Instant at = world.erasures().marked(subject).orElseGet(this::now);
    for (int race = 0; race < RACES; race++) {
      List<LedgerEntry> versions = world.ledger().history(subject, 1, ALL);
      for (LedgerEntry version : versions) {
        version
            .order()
            .filter(order -> order.erasedAt().isEmpty())
            .flatMap(order -> Traits.profile(order.buyer(), order.addresses(), at))
            .ifPresent(profile -> persons.forget(subject, profile));
        world.ledger().replace(without(version, at));
      }
      if (versions.isEmpty()
          || versions.stream().anyMatch(this::saysErased)
          || world.ledger().append(erased(receipt, versions.getLast(), at))) {
        world.archive().erase(RawKeys.of(subject));
        return;
      }
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "what is to be erased is being changed by many at once"));
  }

  /// The same version without its person and without its archived payload.
  private static LedgerEntry without(LedgerEntry entry, Instant at) {
    EventData data =
        switch (entry.event().detail().data()) {
          case EventData.OrderChange change ->
              new EventData.OrderChange(
                  change.transitions(),
                  change.changed(),
                  change.previous(),
                  change.order().map(order -> Forgetting.person(order, at)),
                  Optional.empty());
          case EventData.CartChange change ->
              new EventData.CartChange(
                  change.changed(),
                  change.previous(),
                  change.cart().map(cart -> Forgetting.person(cart, at)),
                  Optional.empty());
          case EventData.Quarantined other -> other;
          case EventData.StoreHealth other -> other;
          case EventData.CustomerChange other -> other;
          case EventData.Reconciled other -> other;
          case EventData.SchemaDrift other -> other;
        };
    Event event =
        new Event(entry.event().type(), new Event.Detail(entry.event().detail().metadata(), data));
    return new LedgerEntry(
        entry.subject(), entry.version(), event, entry.announced(), Optional.empty());
  }

  private LedgerEntry erased(Receipt receipt, LedgerEntry newest, Instant at) {
    Receipt erasing = receipt.causedBy(Cause.ERASE);
    Optional<Order> order = newest.order().map(each -> Forgetting.person(each, at));
    if (order.isPresent()) {
      return Entries.order(
          erasing,
          order.get().withVersion(newest.version() + 1),
          !newest.announced(),
          new Entries.Before(Optional.of(newest)),
          now());
    }
    Cart before = Entries.cartOf(newest).orElseThrow();
    Cart cart = Forgetting.person(before, at).withVersion(newest.version() + 1);
    return Entries.cart(erasing, cart, Optional.of(before), at, now());
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
