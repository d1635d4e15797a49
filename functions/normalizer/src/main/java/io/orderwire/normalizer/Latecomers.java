package io.orderwire.normalizer;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.engine.Traits;
import io.orderwire.message.ErasureRequest;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Recognises people who wanted to be forgotten in what is seen for the first time and is older
/// than their wish: orders that a back-fill lists, carts that are listed late.
///
/// What is younger is not looked up, so that the usual order costs no read: the second round of an
/// erasure finds what came in the meantime.
final class Latecomers {
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

  /// One of these is one person; numbers and addresses are those of families.
  private static final Set<TraitKind> TELLING = EnumSet.of(TraitKind.ACCOUNT, TraitKind.EMAIL);

  private final World world;
  private final PersonEraser persons;

  Latecomers(World world) {
    this.world = world;
    this.persons = new PersonEraser(world);
  }

  /// From now on this evidence, where it is one person's alone, stands for somebody who is
  /// forgotten.
  void remember(StoreId store, Trait trait, Instant at) {
    if (TELLING.contains(trait.kind()) && !world.customers().trait(store, trait).shared()) {
      world.erasures().mark(person(store, trait), at);
    }
  }

  /// Everybody who is a customer of this store until now is forgotten.
  void rememberAll(StoreId store, Instant at) {
    world.erasures().mark(everybody(store), at);
  }

  /// When the person behind an order that is not recorded yet was erased.
  Optional<Instant> ofOrder(Subject subject, Mapping<PlatformOrder> mapping) {
    Optional<PlatformOrder> order = stated(mapping);
    Optional<Instant> erased =
        world
            .erasures()
            .marked(subject)
            .or(
                () ->
                    order.flatMap(
                        each ->
                            since(
                                subject,
                                new Person(each.buyer(), each.addresses()),
                                each.times().placedAt())));
    if (erased.isPresent()) {
      order.ifPresent(each -> unlink(subject, each, erased.get()));
    }
    return erased;
  }

  /// The cart that an erased order came from is of the same person. Nothing but the order leads to
  /// it, and some dialects alone name it.
  void cartOf(Receipt receipt, Mapping<PlatformOrder> erased) {
    stated(erased)
        .flatMap(order -> order.identity().cartId())
        .ifPresent(cart -> forget(receipt, cart));
  }

  /// Whom an order is of is written before the order: who was to write both and did only the first
  /// left somebody whom no order leads to.
  private void unlink(Subject subject, PlatformOrder order, Instant at) {
    Addresses addresses = PhoneNumbers.completed(order.addresses());
    Buyer buyer = PhoneNumbers.completed(order.buyer(), PhoneNumbers.country(addresses));
    Traits.profile(buyer, addresses, at).ifPresent(said -> persons.forget(subject, said));
  }

  /// When the person behind a cart was erased. Carts are few beside orders: each is looked up.
  Optional<Instant> ofCart(Subject subject, Mapping<PlatformCart> mapping) {
    return world
        .erasures()
        .marked(subject)
        .or(
            () ->
                stated(mapping)
                    .filter(cart -> cart.buyer().isPresent())
                    .filter(cart -> world.ledger().newest(subject, Consistency.STRONG).isEmpty())
                    .flatMap(
                        cart ->
                            since(
                                subject,
                                new Person(cart.buyer().get(), cart.addresses()),
                                cart.updatedAt())));
  }

  private record Person(Buyer buyer, Addresses addresses) {}

  /// When the person asked to be forgotten, if that was after this came to be. It is marked then.
  private Optional<Instant> since(Subject subject, Person person, Instant cameToBe) {
    if (cameToBe.isAfter(world.clock().instant().minus(ON_ITS_WAY))) {
      return Optional.empty();
    }
    Optional<Instant> asked =
        Stream.concat(
                Stream.of(everybody(subject.storeId())),
                Traits.profile(person.buyer(), person.addresses(), cameToBe).stream()
                    .flatMap(profile -> profile.traits().stream())
                    .filter(trait -> TELLING.contains(trait.kind()))
                    .map(trait -> person(subject.storeId(), trait)))
            .flatMap(each -> world.erasures().marked(each).stream())
            .filter(cameToBe::isBefore)
            .findFirst();
    asked.ifPresent(at -> world.erasures().mark(subject, at));
    return asked;
  }

  private void forget(Receipt receipt, ExternalId cart) {
    Subject subject = new Subject(receipt.store().id(), Subject.Kind.CART, cart.value());
    if (world.erasures().marked(subject).isEmpty()) {
      world.intake().send(Erasing.message(receipt, ErasureRequest.ofCart(cart)));
    }
  }

  private static <T> Optional<T> stated(Mapping<T> mapping) {
    return mapping instanceof Mapping.Normalized<T> normalized
        ? Optional.of(normalized.value())
        : Optional.empty();
  }

  private static Subject everybody(StoreId store) {
    return new Subject(store, Subject.Kind.CUSTOMER, "everybody");
  }

  private static Subject person(StoreId store, Trait trait) {
    return new Subject(store, Subject.Kind.CUSTOMER, trait.key());
  }
}
