package io.orderwire.storeapi;

import io.orderwire.connector.Connector;
import io.orderwire.connector.OrderFeed;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.port.AskedPolls.Asked;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Polls that somebody asks for. The answer waits for their end as long as an HTTP API may, which
/// is 30 seconds; after that it says where to look.
final class PollRoutes {
  private static final Duration PATIENCE = Duration.ofSeconds(24);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final World world;
  private final StoreLookup lookup;

  PollRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router
        .route("POST", "v1/stores/{id}/poll", this::poll)
        .route("GET", "v1/stores/{id}/polls/{pollId}", this::show);
  }

  private ApiReply poll(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"), found -> CallableStore.when(found, () -> polled(found, request)));
  }

  private ApiReply polled(Connected found, ApiRequest request) {
    StoreId storeId = found.store().id();
    new Subscribing(world)
        .know(found.store(), found.connector(), world.publicBase().orElse(request.asked()));
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Asked poll = new Asked(storeId, world.tokens().get(), now, loops(found.connector()), List.of());
    world.asked().begin(poll);
    world
        .polls()
        .sendAll(List.of(PollJob.asked(storeId, poll.id(), poll.loops(), request.traceId())));
    Asked seen = awaited(poll, now.plus(PATIENCE));
    PollView view = PollView.of(seen, world.ledger());
    return seen.isDone()
        ? ApiReply.ok(view)
        : ApiReply.accepted(view)
            .with("location", "/v1/stores/%s/polls/%s".formatted(storeId, poll.id()));
  }

  private Asked awaited(Asked poll, Instant end) {
    Asked seen = poll;
    while (!seen.isDone() && world.clock().instant().isBefore(end)) {
      world.pause().sleep(LOOK_EVERY);
      seen = world.asked().find(poll.storeId(), poll.id()).orElse(seen);
    }
    return seen;
  }

  private static List<String> loops(Connector connector) {
    OrderFeed feed = connector.feed();
    List<String> loops = new ArrayList<>();
    loops.add(PollJob.ORDERS);
    feed.sweeps().forEach(sweep -> loops.add(sweep.name()));
    loops.add(PollJob.REREAD);
    feed.carts().ifPresent(carts -> loops.add(PollJob.CARTS));
    connector.registry().ifPresent(registry -> loops.add(PollJob.SUBSCRIPTIONS));
    loops.add(PollJob.RECONCILE);
    return loops;
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    String pollId = values.get("pollId");
    return lookup.with(
        values.get("id"),
        found -> {
          Optional<Asked> poll = world.asked().find(found.store().id(), pollId);
          return poll.map(each -> PollView.of(each, world.ledger()))
              .<ApiReply>map(ApiReply::ok)
              .orElseGet(() -> ApiReply.refused(Problem.absent("poll", pollId)));
        });
  }
}
