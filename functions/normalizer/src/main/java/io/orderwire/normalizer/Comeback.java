package io.orderwire.normalizer;

import io.orderwire.connector.Fault;
import io.orderwire.engine.RetryTable;
import io.orderwire.engine.RetryTable.Reaction;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.normalizer.Outcome.What;
import java.time.Duration;

/// What becomes of a message whose cart could not be asked: it comes back later, or its store is
/// parked, or it is put aside. It is durable somewhere else before it is acknowledged.
final class Comeback {
  private final World world;
  private final StoreHealth health;
  private final Quarantine quarantine;

  Comeback(World world, StoreHealth health, Quarantine quarantine) {
    this.world = world;
    this.health = health;
    this.quarantine = quarantine;
  }

  /// The payload is recorded as far as it is safe: only the order has to be asked for again.
  Outcome withConfirmation(Receipt receipt, ExternalId id, Fault fault) {
    return react(receipt, fault, confirmation(receipt, id));
  }

  /// The order may still be half-written: it is read again after a while.
  Outcome whenSettled(Receipt receipt, ExternalId id, Duration wait) {
    world.intake().sendLater(confirmation(receipt, id), wait);
    return Outcome.of(What.HELD, "not settled: read again in " + wait.toSeconds() + " s");
  }

  private static IntakeMessage confirmation(Receipt receipt, ExternalId id) {
    return receipt.asking(IntakeKind.CONFIRM, id).message().again();
  }

  /// The whole message has to be processed again.
  Outcome withMessage(Receipt receipt, Fault fault) {
    return react(receipt, fault, receipt.message().again());
  }

  private Outcome react(Receipt receipt, Fault fault, IntakeMessage next) {
    Duration age = Duration.between(receipt.since(), world.clock().instant());
    return switch (RetryTable.afterwards(fault, receipt.message().attempt(), age)) {
      case Reaction.RetryLater(Duration delay) -> {
        world.intake().sendLater(next, delay);
        yield Outcome.of(What.HELD, fault.category() + ": " + fault.detail());
      }
      case Reaction.ParkStore(String code, String reason, String remedy) -> {
        health.park(
            receipt.store().id(), new StoreHealth.Trouble(code, reason, remedy), receipt.trigger());
        quarantine.putAside(receipt, "store_parked", reason + "; " + remedy);
        yield Outcome.of(What.PARKED, code);
      }
      case Reaction.Quarantine(String code, String reason) ->
          quarantine.putAside(receipt, code, reason);
    };
  }
}
