package io.orderwire.engine;

import io.orderwire.connector.Connector;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Asks for what webhooks would have brought while none came.
public final class GapJobs {

  private GapJobs() {}

  /// A job for each of the store's listings, without an end: what changes from now on comes by
  /// webhook, and the cart's clock may be ahead of ours.
  ///
  /// @param missedSince by our clock; the listing's overlap is taken off here
  public static List<PollJob> since(Instant missedSince, StoreId id, Connector connector) {
    Instant from = missedSince.minus(connector.descriptor().listing().overlap());
    List<PollJob> jobs = new ArrayList<>();
    jobs.add(PollJob.gap(id, PollJob.ORDERS, from));
    for (Sweep sweep : connector.feed().sweeps()) {
      jobs.add(PollJob.gap(id, sweep.name(), from));
    }
    connector.feed().carts().ifPresent(carts -> jobs.add(PollJob.gap(id, PollJob.CARTS, from)));
    return List.copyOf(jobs);
  }
}
