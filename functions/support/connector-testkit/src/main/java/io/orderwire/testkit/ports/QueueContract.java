package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.PollQueue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every pair of queues does. The suite takes everything off the queues.
public abstract class QueueContract {
  private final StoreId store = Samples.freshStore();

  protected abstract IntakeQueue intake();

  protected abstract PollQueue polls();

  /// Takes `count` messages off the intake queue, in any order, waiting for them as long as it
  /// takes the queue to hand over what it has; fewer if there are no more.
  protected abstract List<IntakeMessage> takeIntake(int count);

  protected abstract List<PollJob> takePolls(int count);

  @Test
  void handsOverWhatWasSent() {
    IntakeMessage message = Samples.message(store, "one", "{\"name\":\"Ünïcode 📦 \\u0001\"}");
    intake().send(message);
    assertThat(takeIntake(1)).containsExactly(message);
  }

  @Test
  void handsOverAllOfManyWhateverTheirSize() {
    List<IntakeMessage> messages =
        IntStream.range(0, 25)
            .mapToObj(n -> Samples.message(store, "m" + n, Samples.noise(n * 20_000)))
            .toList();
    intake().sendAll(messages);
    assertThat(takeIntake(25)).containsExactlyInAnyOrderElementsOf(messages);
  }

  @Test
  void takesTheLargestAndRefusesTheNextLarger() {
    int frame = Samples.message(store, "big", "").toString().length();
    IntakeMessage large =
        Samples.message(store, "big", Samples.noise(IntakeQueue.MAX_MESSAGE_BYTES - 2 * frame));
    intake().send(large);
    assertThat(takeIntake(1)).containsExactly(large);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                intake()
                    .send(
                        Samples.message(
                            store, "big", Samples.noise(IntakeQueue.MAX_MESSAGE_BYTES))))
        .withMessageContaining("archive");
  }

  @Test
  void whatIsSentForLaterIsNotThereNow() {
    intake().sendLater(Samples.message(store, "later", "{}"), Duration.ofMinutes(15));
    intake().sendLater(Samples.message(store, "now", "{}"), Duration.ZERO);
    assertThat(takeIntake(1)).extracting(IntakeMessage::receiptId).containsExactly("now");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> intake().sendLater(Samples.message(store, "x", "{}"), Duration.ofMinutes(16)));
  }

  @Test
  void handsOverPollJobs() {
    List<PollJob> jobs =
        List.of(
            PollJob.due(store),
            PollJob.backfill(store, "20261123T120000000Z"),
            PollJob.gap(store, PollJob.ORDERS, Samples.NOON));
    polls().sendAll(jobs);
    assertThat(takePolls(3)).containsExactlyInAnyOrderElementsOf(jobs);
    polls().sendLater(PollJob.due(store), Duration.ofMinutes(15));
    polls().sendAll(List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> polls().sendLater(PollJob.due(store), Duration.ofSeconds(-1)));
  }
}
