package io.orderwire.poller;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Errand;
import io.orderwire.engine.GapJobs;
import io.orderwire.engine.RetryTable;
import io.orderwire.engine.RetryTable.Reaction;
import io.orderwire.engine.StoreHealth;
import io.orderwire.engine.SubscriptionCare;
import io.orderwire.engine.SubscriptionState;
import io.orderwire.engine.SubscriptionTrouble;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.poller.Worker.End;
import io.orderwire.poller.Worker.Report;
import io.orderwire.port.Ledger;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Looks after one store's subscriptions: compares them with what they should be, mends them, has
/// the gap listed that they left, and listens whether anything is delivered at all.
///
/// What was lost is written down before it is mended: whoever crashes in between is followed by
/// one who still asks for the gap.
final class SubscriptionWatch {
  private static final int TRIES = 3;

  private final Worker.World world;
  private final Ledger ledger;
  private final SubscriptionCare care;

  SubscriptionWatch(Worker.World world) {
    this.world = world;
    this.ledger = world.ledger();
    this.care = new SubscriptionCare(world.carts(), world.secrets());
  }

  Report run(PollJob job, Errand errand) {
    if (!care.isInCharge(errand.store(), errand.connector())) {
      return report(End.DONE, "webhooks are made by hand");
    }
    try {
      SubscriptionState.Held held = SubscriptionState.read(world.stores(), errand.store().id());
      Optional<String> address =
          held.state().map(SubscriptionState::address).or(() -> care.addressInUse(errand));
      return address.isEmpty()
          ? report(End.DONE, "the address of webhooks is not known yet")
          : new Check(job, errand, address.get(), held).run();
    } catch (FaultException fault) {
      return failed(job, errand.store(), fault.fault());
    }
  }

  private Report failed(PollJob job, Store store, Fault fault) {
    String detail = fault.category() + ": " + fault.detail();
    return switch (RetryTable.afterwards(fault, job.attempt(), Duration.ZERO)) {
      case Reaction.RetryLater(Duration delay) -> {
        if (job.attempt() >= TRIES) {
          yield report(End.GIVEN_UP, detail);
        }
        world.jobs().sendLater(job.again(), delay);
        yield report(End.POSTPONED, detail);
      }
      case Reaction.ParkStore(String code, String reason, String remedy) -> {
        world
            .health()
            .park(store.id(), new StoreHealth.Trouble(code, reason, remedy), trigger(job));
        yield report(End.PARKED, code);
      }
      case Reaction.Quarantine ignored -> report(End.GIVEN_UP, detail);
    };
  }

  /// One check at work.
  private final class Check {
    private final PollJob job;
    private final Errand errand;
    private final StoreId id;
    private final String address;
    private final SubscriptionState.Held held;
    private long revision;

    Check(PollJob job, Errand errand, String address, SubscriptionState.Held held) {
      this.job = job;
      this.errand = errand;
      this.id = errand.store().id();
      this.address = address;
      this.held = held;
      this.revision = held.revision();
    }

    Report run() {
      SubscriptionCare.Found found =
          care.look(errand, new SubscriptionCare.Task(address, held.state(), false));
      Optional<Instant> gap = gap(found);
      if (gap.isPresent() && !wroteDown(gap)) {
        return report(End.OVERTAKEN, "");
      }
      SubscriptionCare.Outcome outcome = found.mend();
      gap.ifPresent(from -> world.jobs().sendAll(GapJobs.since(from, id, errand.connector())));
      SubscriptionState state = heard(outcome.state().withGapFrom(Optional.empty()));
      if (!state.save(world.stores(), id, revision)) {
        return report(End.OVERTAKEN, "");
      }
      tell(outcome.withState(state));
      return ended(outcome);
    }

    private boolean wroteDown(Optional<Instant> gap) {
      boolean known = held.state().flatMap(SubscriptionState::gapFrom).equals(gap);
      boolean written =
          known || held.state().orElseThrow().withGapFrom(gap).save(world.stores(), id, revision);
      revision += known ? 0 : 1;
      return written;
    }

    /// Since when deliveries are missing. Where every subscription is gone, that is since the last
    /// one that arrived; where only some are, since the last check less the time for which the
    /// platform tries a delivery before it gives its subscription up.
    private Optional<Instant> gap(SubscriptionCare.Found found) {
      Optional<Instant> written = held.state().flatMap(SubscriptionState::gapFrom);
      if (found.lost().isEmpty() || written.isPresent()) {
        return written;
      }
      Instant sound = held.state().flatMap(SubscriptionState::soundAt).orElseThrow();
      Duration tried = errand.connector().descriptor().webhooks().killRule().retryWindow();
      Instant earliest = sound.minus(tried);
      if (!found.lostAll()) {
        return Optional.of(earliest);
      }
      return Traffic.read(ledger, id, earliest, Optional.empty())
          .lastByWebhook()
          .or(() -> Optional.of(earliest));
    }

    private SubscriptionState heard(SubscriptionState state) {
      Optional<SubscriptionState> before = held.state();
      if (before.isEmpty()) {
        return state;
      }
      Traffic traffic =
          Traffic.read(
              ledger, id, before.get().checkedAt(), before.flatMap(SubscriptionState::soundAt));
      return traffic.lastByWebhook().isPresent()
          ? state.withUnheard(traffic.unheard())
          : state.withUnheard(before.get().unheard() + traffic.unheard());
    }

    private void tell(SubscriptionCare.Outcome outcome) {
      String platform = errand.store().platform().value();
      count("subscriptions_lost", outcome.lost().size(), platform);
      count("subscriptions_registered", outcome.registered().size(), platform);
      count("subscriptions_refused", outcome.state().refused().size(), platform);
      count(
          "webhooks_silent",
          outcome.state().unheard() >= SubscriptionTrouble.UNHEARD_IS_SILENCE ? 1 : 0,
          platform);
      world
          .health()
          .settle(
              id,
              SubscriptionTrouble.FAMILY,
              SubscriptionTrouble.of(outcome, errand.connector().descriptor()),
              trigger(job));
    }

    private Report ended(SubscriptionCare.Outcome outcome) {
      String detail =
          "lost %d, registered %d, mended %d, removed %d, refused %d"
              .formatted(
                  outcome.lost().size(),
                  outcome.registered().size(),
                  outcome.mended().size(),
                  outcome.removed(),
                  outcome.state().refused().size());
      return outcome
          .unfinished()
          .map(fault -> failed(job, errand.store(), fault))
          .orElseGet(() -> report(End.DONE, detail));
    }
  }

  private void count(String name, int value, String platform) {
    if (value > 0) {
      world.metrics().count(name, value, platform);
    }
  }

  private static StoreHealth.Trigger trigger(PollJob job) {
    return new StoreHealth.Trigger(job.cause(), "", job.traceId());
  }

  private static Report report(End end, String detail) {
    return new Report(end, PollJob.Tally.NONE, detail);
  }
}
