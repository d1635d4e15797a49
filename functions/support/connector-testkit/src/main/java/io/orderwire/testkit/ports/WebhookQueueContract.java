package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Subject;
import io.orderwire.port.SubscriptionId;
import io.orderwire.port.WebhookJob;
import io.orderwire.port.WebhookJob.Delivery;
import io.orderwire.port.WebhookJob.Replay;
import io.orderwire.port.WebhookJob.Trial;
import io.orderwire.port.WebhookQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every queue of the webhook sender does. The suite takes everything off the queue.
public abstract class WebhookQueueContract {
  private final StoreId store = Samples.freshStore();
  private final SubscriptionId id = new SubscriptionId("subscription-" + store);

  protected abstract WebhookQueue webhooks();

  /// Takes `count` jobs off the queue, in any order; fewer if there are no more.
  protected abstract List<WebhookJob> take(int count);

  private Delivery delivery(String order) {
    return Delivery.first(id, Samples.order(store, order, 1, Samples.NOON, ""), true, Samples.NOON);
  }

  @Test
  void handsOverJobsOfEveryKind() {
    List<WebhookJob> jobs =
        List.of(
            delivery("ö").again(Samples.NOON.plusSeconds(7)),
            new Trial(id, "test/1"),
            new Replay(
                id,
                store,
                Subject.Kind.ORDER,
                Optional.of(new ExternalId("1001")),
                Samples.NOON,
                Samples.NOON.plusSeconds(1),
                Optional.of("further")));
    webhooks().sendAll(jobs);
    assertThat(take(3)).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void handsOverAllOfMany() {
    List<Delivery> jobs = IntStream.range(0, 25).mapToObj(n -> delivery("o" + n)).toList();
    webhooks().sendAll(jobs);
    assertThat(take(25)).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void whatIsSentForLaterIsNotThereNow() {
    webhooks().sendLater(delivery("later"), Duration.ofMinutes(15));
    webhooks().sendLater(delivery("now"), Duration.ZERO);
    assertThat(take(2)).containsExactly(delivery("now"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks().sendLater(delivery("x"), Duration.ofMinutes(16)));
  }
}
