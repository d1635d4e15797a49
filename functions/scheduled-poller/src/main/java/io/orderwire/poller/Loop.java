package io.orderwire.poller;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed.Reach;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.message.PollJob;
import java.time.Duration;
import java.util.Optional;

/// One of a store's listings.
///
/// @param overlap how far before the watermark a query begins
/// @param ascending the watermark may move page by page
/// @param byChangeTime rows before the watermark less the overlap are not listed again; other
/// sweeps list the same rows every time
/// @param mayLack some versions of the platform refuse this listing
record Loop(
    String name,
    Listing listing,
    Duration overlap,
    boolean ascending,
    boolean byChangeTime,
    boolean mayLack) {

  static Optional<Loop> of(Connector connector, String name) {
    Duration overlap = connector.descriptor().listing().overlap();
    boolean ascending = connector.descriptor().listing().ascending();
    return switch (name) {
      case PollJob.ORDERS ->
          Optional.of(new Loop(name, connector.feed().changes(), overlap, ascending, true, false));
      case PollJob.CARTS ->
          connector
              .feed()
              .carts()
              .map(listing -> new Loop(name, listing, overlap, false, true, false));
      default ->
          connector.feed().sweeps().stream()
              .filter(sweep -> sweep.name().equals(name))
              .findFirst()
              .map(sweep -> of(sweep, overlap));
    };
  }

  private static Loop of(Sweep sweep, Duration overlap) {
    return new Loop(
        sweep.name(),
        sweep.listing(),
        overlap,
        false,
        sweep.reach() == Reach.NEWS,
        sweep.mayLack());
  }
}
