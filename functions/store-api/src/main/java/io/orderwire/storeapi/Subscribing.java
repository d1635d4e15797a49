package io.orderwire.storeapi;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Backfills;
import io.orderwire.engine.Errand;
import io.orderwire.engine.GapJobs;
import io.orderwire.engine.Lane;
import io.orderwire.engine.RetryTable;
import io.orderwire.engine.RetryTable.Reaction;
import io.orderwire.engine.StoreHealth;
import io.orderwire.engine.SubscriptionCare;
import io.orderwire.engine.SubscriptionState;
import io.orderwire.engine.SubscriptionTrouble;
import io.orderwire.message.PollJob;
import io.orderwire.port.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Registers a store's webhooks while somebody waits for the answer. What does not get done in that
/// time is left to the watch, which goes on at once.
final class Subscribing {
  /// Well below the half minute after which the gateway hangs up.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Receipts that were on their way when the store was parked were put aside: so much earlier
  /// begins what is listed again.
  private static final Duration ON_THE_WAY = Duration.ofMinutes(15);

  private final World world;
  private final SubscriptionCare care;

  Subscribing(World world) {
    this.world = world;
    this.care = new SubscriptionCare(world.carts(), world.secrets());
  }

  /// Makes the store's subscriptions what they should be, and its health what was found. Never
  /// fails for what the cart does: that is in the store's health.
  ///
  /// @param base of the webhook URL
  void subscribe(Store store, Connector connector, URI base, StoreHealth.Trigger trigger) {
    if (!care.isInCharge(store, connector)) {
      return;
    }
    SubscriptionState.Held held = SubscriptionState.read(world.stores(), store.id());
    String address = base + "/webhooks/" + store.endpointToken();
    try {
      SubscriptionCare.Outcome outcome =
          care.look(
                  errand(store, connector), new SubscriptionCare.Task(address, held.state(), true))
              .mend();
      outcome.state().save(world.stores(), store.id(), held.revision());
      tell(store, connector.descriptor(), outcome, trigger);
    } catch (FaultException fault) {
      remember(store, address, held);
      failed(store, fault.fault(), trigger);
    }
  }

  /// Tells the watch where deliveries are to go, where that was never written down.
  void know(Store store, Connector connector, URI base) {
    if (care.isInCharge(store, connector)) {
      SubscriptionState.Held held = SubscriptionState.read(world.stores(), store.id());
      if (held.state().isEmpty()) {
        remember(store, base + "/webhooks/" + store.endpointToken(), held);
      }
    }
  }

  /// Lists again what a parked store missed.
  void fillGap(Store store, Connector connector, Instant parkedSince) {
    world.polls().sendAll(GapJobs.since(parkedSince.minus(ON_THE_WAY), store.id(), connector));
    new Backfills(world.stores())
        .turn(store.id())
        .ifPresent(next -> world.polls().sendAll(List.of(PollJob.backfill(store.id(), next.id()))));
  }

  /// Takes the store's subscriptions away as far as the cart lets us: it would go on sending what
  /// nobody takes.
  void unsubscribe(Store store, Connector connector, URI base) {
    if (!care.isInCharge(store, connector)) {
      return;
    }
    try {
      care.removeAll(errand(store, connector), base + "/webhooks/" + store.endpointToken());
    } catch (FaultException unreachable) {
      // The platform drops them itself once deliveries are refused.
    }
  }

  private void tell(
      Store store,
      Descriptor platform,
      SubscriptionCare.Outcome outcome,
      StoreHealth.Trigger trigger) {
    world
        .health()
        .settle(
            store.id(),
            SubscriptionTrouble.FAMILY,
            SubscriptionTrouble.of(outcome.state(), platform),
            trigger);
    if (outcome.unfinished().isPresent()) {
      world.polls().sendAll(List.of(PollJob.due(store.id(), PollJob.SUBSCRIPTIONS)));
    }
  }

  /// The watch must know where deliveries are to go, even if the cart cannot be asked now.
  private void remember(Store store, String address, SubscriptionState.Held held) {
    if (held.state().filter(state -> state.address().equals(address)).isEmpty()) {
      new SubscriptionState(
              address,
              "",
              world.clock().instant(),
              Optional.empty(),
              Optional.empty(),
              0,
              List.of(),
              List.of())
          .save(world.stores(), store.id(), held.revision());
    }
  }

  private void failed(Store store, Fault fault, StoreHealth.Trigger trigger) {
    if (fault.category() == Category.UNAUTHORIZED
        && RetryTable.afterwards(fault, 0, Duration.ZERO)
            instanceof Reaction.ParkStore(String code, String reason, String remedy)) {
      world.health().park(store.id(), new StoreHealth.Trouble(code, reason, remedy), trigger);
      return;
    }
    world.polls().sendAll(List.of(PollJob.due(store.id(), PollJob.SUBSCRIPTIONS)));
  }

  private Errand errand(Store store, Connector connector) {
    return new Errand(store, connector, Lane.LIVE, world.clock().instant().plus(PATIENCE));
  }
}
