package io.orderwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.port.SubscriptionId;
import io.orderwire.port.WebhookJob;
import io.orderwire.testkit.InMemoryQueue.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A receiver that lets every call run into its time limit beside one that answers at once: workers
/// as many as the dead one alone would keep busy half of the time, and a queue that prefers the
/// tenant with the fewest messages in flight, as SQS fair queues do.
class DeadReceiverTest {
  private static final int WORKERS = 12;
  private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
  private static final String DEAD = "dead-example";
  private static final String HEALTHY = "healthy-example";

  private final Stage stage = new Stage();
  private final List<WebhookJob> visible = new ArrayList<>();
  private final List<Busy> busy = new ArrayList<>();
  private int mostBusy;

  private record Busy(SubscriptionId tenant, Instant until) {}

  @Test
  void delaysNoOther() {
    stage.subscribe(HEALTHY);
    List<Duration> alone = delays("alone");
    stage.subscribe(DEAD);
    stage.answers.put(DEAD, request -> Stage.status(504));
    assertThat(delays("beside")).isEqualTo(alone);
    assertThat(stage.requestsTo(DEAD)).hasSizeGreaterThan(150);
    assertThat(mostBusy).as("workers that the dead one kept busy").isGreaterThan(6);
  }

  private List<Duration> delays(String prefix) {
    List<Duration> delays = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      Instant at = stage.clock.instant();
      stage.happens(prefix + number, 1);
      for (int second = 0; second < 10; second++) {
        work();
        stage.clock.advance(Duration.ofSeconds(1));
      }
      String key = HEALTHY + " acme-eu/order/" + prefix + number + "/1";
      delays.add(Duration.between(at, stage.firstArrivals.getOrDefault(key, Instant.MAX)));
    }
    return delays;
  }

  private void work() {
    Instant now = stage.clock.instant();
    busy.removeIf(each -> !each.until().isAfter(now));
    stage.queue.queue().receive(1_000).stream().map(Received::message).forEach(visible::add);
    while (!visible.isEmpty() && busy.size() < WORKERS) {
      WebhookJob next =
          visible.stream()
              .min(Comparator.comparingLong(job -> inFlight(job.subscriptionId())))
              .orElseThrow();
      visible.remove(next);
      int before = stage.requestsTo(DEAD).size();
      stage.sender.run(next);
      if (stage.requestsTo(DEAD).size() > before) {
        busy.add(new Busy(next.subscriptionId(), now.plus(TIME_LIMIT)));
        mostBusy = Math.max(mostBusy, busy.size());
      }
    }
  }

  private long inFlight(SubscriptionId tenant) {
    return busy.stream().filter(each -> each.tenant().equals(tenant)).count();
  }
}
