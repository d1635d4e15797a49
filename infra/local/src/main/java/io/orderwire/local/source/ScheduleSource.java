package io.orderwire.local.source;

import io.orderwire.local.endpoint.Account;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.lambda.TraceId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Calls a function by the clock. A rate fires once at the start of the runner too, so that nobody
/// waits for the first period.
public final class ScheduleSource implements AutoCloseable {
  private final ScheduleMapping mapping;
  private final Expression expression;
  private final Invoker function;
  private final Account account;
  private final Clock clock;
  private final Thread thread;

  public ScheduleSource(ScheduleMapping mapping, Invoker function, Account account) {
    this.mapping = mapping;
    this.expression = Expression.parse(mapping.expression(), mapping.zone());
    this.function = function;
    this.account = account;
    this.clock = Clock.systemUTC();
    this.thread = Thread.ofVirtual().name("schedule-" + mapping.name()).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    Instant now = clock.instant();
    Optional<Instant> next =
        expression instanceof Expression.Rate ? Optional.of(now) : expression.next(now);
    while (next.isPresent() && sleepUntil(next.get())) {
      var _ = function.invoke(event(next.get()), TraceId.create());
      next = upcoming(next.get());
    }
  }

  /// After a pause of the machine only the newest of the missed times counts.
  private Optional<Instant> upcoming(Instant fired) {
    Optional<Instant> next = expression.next(fired);
    while (next.isPresent() && next.get().isBefore(clock.instant().minus(1, ChronoUnit.MINUTES))) {
      next = expression.next(next.get());
    }
    return next;
  }

  private boolean sleepUntil(Instant time) {
    try {
      Duration left = Duration.between(clock.instant(), time);
      if (left.isPositive()) {
        Thread.sleep(left);
      }
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  private byte[] event(Instant time) {
    String scheduled = time.truncatedTo(ChronoUnit.SECONDS).toString();
    String arn = account.arn("scheduler", "schedule/default/" + mapping.name());
    String id = UUID.randomUUID().toString();
    return mapping
        .input()
        .map(
            input ->
                input
                    .replace("<aws.scheduler.scheduled-time>", scheduled)
                    .replace("<aws.scheduler.schedule-arn>", arn)
                    .replace("<aws.scheduler.execution-id>", id)
                    .replace("<aws.scheduler.attempt-number>", "1")
                    .getBytes(StandardCharsets.UTF_8))
        .orElseGet(() -> scheduledEvent(scheduled, arn, id));
  }

  private byte[] scheduledEvent(String time, String arn, String id) {
    var event =
        Json.object()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.scheduler")
            .put("account", account.id())
            .put("time", time)
            .put("region", account.region());
    event.putArray("resources").add(arn);
    event.put("detail", "{}");
    return Json.bytes(event);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
