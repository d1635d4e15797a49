package io.orderwire.normalizer;

import io.orderwire.engine.People;
import io.orderwire.engine.Traits;
import io.orderwire.model.Order;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Says of an order which person it is of, as far as its buyer's details tell.
///
/// A merge or split changes no order by itself: an id that an order carries denotes the same person
/// for ever. An order's next version carries the id of the day.
final class CustomerLink {
  private final World world;
  private final People people;

  CustomerLink(World world) {
    this.world = world;
    this.people = new People(world.customers(), world.ledger(), world.clock());
  }

  Order linked(Receipt receipt, Order stated, Optional<Order> previous) {
    Order order = PhoneNumbers.completed(stated);
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Profile> profile = profile(order, now);
    if (profile.isEmpty()) {
      return order;
    }
    String cluster = people.cluster(receipt.store(), profile.get(), receipt.trigger());
    boolean mentioned =
        previous
            .filter(before -> before.buyer().customerCluster().isPresent())
            .flatMap(before -> profile(before, now))
            .equals(profile);
    if (!mentioned) {
      world.customers().mention(receipt.store().id(), profile.get().id(), Subject.of(order.ref()));
    }
    return order.withBuyer(order.buyer().inCluster(Optional.of(cluster)));
  }

  private static Optional<Profile> profile(Order order, Instant since) {
    return Traits.profile(order.buyer(), order.addresses(), since);
  }
}
