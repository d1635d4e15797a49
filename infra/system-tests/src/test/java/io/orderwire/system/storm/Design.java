package io.orderwire.system.storm;

import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.port.CartWatch;
import io.orderwire.port.Customers;
import io.orderwire.port.DeadLetters;
import io.orderwire.port.Erasures;
import io.orderwire.port.EventBus;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.Ledger;
import io.orderwire.port.RawArchive;
import io.orderwire.port.Stores;
import java.time.InstantSource;

/// How the functions are put together. The right design leaves everything as it is; a wrong one
/// stands between the cores and a port, changes what a connector says, or has a bad habit.
interface Design {
  Design RIGHT = new Design() {};

  default Connector connector(Connector right) {
    return right;
  }

  /// What the functions of one process see of the world. A process that ends forgets what its own
  /// instance of these had in memory.
  default Ports ports(Ports right, InstantSource clock) {
    return right;
  }

  default Policies policies(Policies right) {
    return right;
  }

  default boolean has(Habit habit) {
    return false;
  }

  /// The ports that wrong designs stand in front of.
  record Ports(
      Ledger ledger,
      Stores stores,
      IntakeQueue intake,
      RawArchive archive,
      EventBus bus,
      Beside beside) {

    Ports withLedger(Ledger other) {
      return new Ports(other, stores, intake, archive, bus, beside);
    }

    Ports withStores(Stores other) {
      return new Ports(ledger, other, intake, archive, bus, beside);
    }

    Ports withIntake(IntakeQueue other) {
      return new Ports(ledger, stores, other, archive, bus, beside);
    }

    Ports withArchive(RawArchive other) {
      return new Ports(ledger, stores, intake, other, bus, beside);
    }

    Ports withBus(EventBus other) {
      return new Ports(ledger, stores, intake, archive, other, beside);
    }

    Ports withBeside(Beside other) {
      return new Ports(ledger, stores, intake, archive, bus, other);
    }
  }

  /// What is kept beside orders.
  record Beside(CartWatch watch, Customers customers, Erasures erasures, DeadLetters deadLetters) {

    Beside withWatch(CartWatch other) {
      return new Beside(other, customers, erasures, deadLetters);
    }

    Beside withCustomers(Customers other) {
      return new Beside(watch, other, erasures, deadLetters);
    }

    Beside withDeadLetters(DeadLetters other) {
      return new Beside(watch, customers, erasures, other);
    }
  }

  /// What the surroundings of the functions may do wrong.
  enum Habit {
    ACKNOWLEDGE_BEFORE_WORK,
    CHECKPOINT_BEFORE_PUBLISHING,
    FORGET_DEAD_LETTERS,
    NOTHING_IS_READ_AGAIN,
    NOBODY_MINDS_SUBSCRIPTIONS,
    PARKING_FORGETS_THE_GAP,
    PARKING_FORGETS_ITS_RECEIPTS
  }
}
