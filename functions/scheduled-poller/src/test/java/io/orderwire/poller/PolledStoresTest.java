package io.orderwire.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Rhythm;
import io.orderwire.message.PollJob;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryPollQueue;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is planned for a store whose platform sends no webhooks, and for one that is sent them.
class PolledStoresTest {
  private static final StoreId STORE = new StoreId("lamps");
  private static final int MINUTES = 60;

  @Test
  void aStoreWithoutWebhooksIsPolledEveryMinuteAndHasNoSubscriptionsToBeLookedAt() {
    assertThat(planned("vendure", Map.of()))
        .containsEntry(PollJob.ORDERS, MINUTES)
        .containsEntry("placed", MINUTES)
        .containsEntry(PollJob.REREAD, MINUTES)
        .doesNotContainKey(PollJob.SUBSCRIPTIONS);
  }

  @Test
  void itsOwnIntervalGoesBeforeTheMinute() {
    assertThat(planned("vendure", Map.of(Rhythm.INTERVAL_OPTION, "20")))
        .containsEntry(PollJob.ORDERS, 3)
        .containsEntry(PollJob.REREAD, 3);
  }

  @Test
  void aStoreWithWebhooksHasTheStandardInterval() {
    assertThat(planned("woocommerce", Map.of()))
        .containsEntry(PollJob.ORDERS, 4)
        .containsEntry(PollJob.SUBSCRIPTIONS, 4);
  }

  /// How often each loop is planned in an hour.
  private static Map<String, Integer> planned(String platform, Map<String, String> options) {
    InMemoryStores stores = new InMemoryStores();
    stores.add(store(new PlatformId(platform), options));
    InMemoryPollQueue jobs = new InMemoryPollQueue(new ManualClock(PollerStage.NOON));
    Planner planner =
        new Planner(
            new Platforms(Connectors.all()),
            stores,
            new Planner.Queues(jobs, new InMemoryIntakeQueue(new ManualClock(PollerStage.NOON))),
            new Rhythm(Duration.ofMinutes(15)));
    for (int minute = 0; minute < MINUTES; minute++) {
      planner.plan(PollerStage.NOON.plus(Duration.ofMinutes(minute)));
    }
    Map<String, Integer> loops = new TreeMap<>();
    jobs.queue().messages().forEach(job -> loops.merge(job.loop(), 1, Integer::sum));
    return loops;
  }

  private static Store store(PlatformId platform, Map<String, String> options) {
    return new Store(
        STORE,
        platform,
        "Lamps",
        URI.create("https://shop.example"),
        "endpoint-token",
        new InMemorySecretBox().seal(STORE, new Credentials(Map.of())),
        true,
        options,
        StoreMapping.standard(),
        Store.State.ACTIVE,
        Optional.empty(),
        PollerStage.NOON,
        0);
  }
}
