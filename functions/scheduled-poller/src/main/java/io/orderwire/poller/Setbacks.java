package io.orderwire.poller;

import io.orderwire.connector.Fault;
import io.orderwire.engine.RetryTable;
import io.orderwire.engine.RetryTable.Reaction;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Cause;
import io.orderwire.message.PollJob;
import io.orderwire.poller.Worker.End;
import io.orderwire.port.Store;
import java.time.Duration;

/// What becomes of a job when a call to the cart failed, and of the store's health.
final class Setbacks {
  /// A health code of a store whose listing fails; the next listing that succeeds takes it back.
  static final String LISTING_FAILS = "listing_fails";

  /// The planner asks again anyway: a poll is not tried longer than that.
  private static final int TRIES_OF_A_POLL = 5;

  private static final int TRIES_OF_A_BACKFILL = 300;

  private final Worker.World world;

  Setbacks(Worker.World world) {
    this.world = world;
  }

  /// How the job ends for now, and why.
  record Ending(End end, String detail) {}

  /// Comes back later, parks the store, or gives up.
  ///
  /// @param again the job that makes the failed call once more
  Ending failed(Store store, PollJob again, Fault fault) {
    world.metrics().count("listing_failed", 1, store.platform().value());
    // A poll is repeated by the planner, a back-fill by nobody: its patience is counted in tries.
    int tries = again.cause() == Cause.BACKFILL ? TRIES_OF_A_BACKFILL : TRIES_OF_A_POLL;
    int attempt = again.attempt() - 1;
    return switch (RetryTable.afterwards(fault, attempt, Duration.ZERO)) {
      case Reaction.RetryLater(Duration delay) -> {
        if (attempt >= tries) {
          yield givenUp(again, fault);
        }
        world.jobs().sendLater(again, delay);
        yield new Ending(End.POSTPONED, words(fault));
      }
      case Reaction.ParkStore(String code, String reason, String remedy) -> {
        world
            .health()
            .park(store.id(), new StoreHealth.Trouble(code, reason, remedy), trigger(again));
        yield new Ending(End.PARKED, code);
      }
      case Reaction.Quarantine ignored -> givenUp(again, fault);
    };
  }

  /// A listing came to its end.
  void succeeded(Store store, PollJob job) {
    if (store.health().filter(each -> each.code().equals(LISTING_FAILS)).isPresent()) {
      world.health().clear(store.id(), LISTING_FAILS, trigger(job));
    }
  }

  private Ending givenUp(PollJob job, Fault fault) {
    world
        .health()
        .raise(
            job.storeId(),
            new StoreHealth.Trouble(
                LISTING_FAILS,
                "the cart's " + job.loop() + " cannot be listed: " + fault.detail(),
                "see that the shop answers at the store's address; polling goes on by itself"),
            trigger(job));
    return new Ending(End.GIVEN_UP, words(fault));
  }

  static String words(Fault fault) {
    return fault.category() + ": " + fault.detail();
  }

  private static StoreHealth.Trigger trigger(PollJob job) {
    return new StoreHealth.Trigger(job.cause(), "", job.traceId());
  }
}
