package io.orderwire.poller;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.message.PollJob;
import java.time.Duration;
import java.util.Optional;

/// One of a store's listings.
///
/// @param overlap how far before the watermark a query begins
/// @param ascending the watermark may move page by page
/// @param byChangeTime rows before the watermark less the overlap are not listed again; a sweep
/// lists the same rows every time
record Loop(
    String name, Listing listing, Duration overlap, boolean ascending, boolean byChangeTime) {

  static Optional<Loop> of(Connector connector, String name) {
    Duration overlap = connector.descriptor().listing().overlap();
    boolean ascending = connector.descriptor().listing().ascending();
    return switch (name) {
      case PollJob.ORDERS ->
          Optional.of(new Loop(name, connector.feed().orders(), overlap, ascending, true));
      case PollJob.CARTS ->
          connector.feed().carts().map(listing -> new Loop(name, listing, overlap, false, true));
      default ->
          connector.feed().sweeps().stream()
              .filter(sweep -> sweep.name().equals(name))
              .findFirst()
              .map(Sweep::listing)
              .map(listing -> new Loop(name, listing, overlap, false, false));
    };
  }
}
