package io.orderwire.storeapi;

import io.orderwire.port.Ledger.Tally;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import io.orderwire.storeapi.UsageView.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How much came through for a store, counted from its change feed, and about what that cost.
final class UsageRoutes {
  /// Some 500 read units at most: a cent pays for 160 requests that find as much.
  static final int MOST = 20_000;

  private final World world;
  private final StoreLookup lookup;

  UsageRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router.route("GET", "v1/stores/{id}/usage", this::show);
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int hours = parameters.hours();
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return lookup.with(
        values.get("id"),
        found -> ApiReply.ok(usage(found, Period.ofHours(hours, world.clock().instant()))));
  }

  private UsageView usage(Connected found, Period period) {
    Tally tally = world.ledger().tally(found.store().id(), period.from(), period.until(), MOST);
    BilledCalls versions =
        tally.counts().stream()
            .filter(UsageView::isBilled)
            .map(count -> CallsByCause.of(count.cause()).times(count.versions()))
            .reduce(BilledCalls.NONE, BilledCalls::plus);
    Instant from = tally.countedFrom().orElse(period.from());
    return UsageView.of(
        period,
        tally,
        MOST,
        UsageCost.of(
            versions,
            polls(found, new Period(from, period.until())),
            Duration.between(from, period.until())));
  }

  /// As many as the planner makes for a store that is set up like this one, since it is connected.
  private long polls(Connected found, Period period) {
    Instant connected = found.store().connectedAt();
    Instant first = connected.isAfter(period.from()) ? connected : period.from();
    long jobs = 0;
    for (Instant minute = first.truncatedTo(ChronoUnit.MINUTES);
        minute.isBefore(period.until());
        minute = minute.plus(1, ChronoUnit.MINUTES)) {
      jobs += world.rhythm().jobs(found.store(), found.connector(), minute).size();
    }
    return jobs;
  }
}
