package io.orderwire.poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartWatch.Watched;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryCartWatch;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryQueue.Received;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedFaults;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleCartsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final StoreId STORE = new StoreId("acme-eu");

  private final ScriptedFaults faults = new ScriptedFaults();
  private final InMemoryCartWatch watch = new InMemoryCartWatch(faults);
  private final InMemoryIntakeQueue intake = new InMemoryIntakeQueue(new ManualClock(NOON), faults);
  private final IdleCarts carts = new IdleCarts(watch, intake);

  @Test
  void sendsWhatIsDueOnceAndLeavesTheRest() {
    watch.watch(look("c1", 3, NOON.minusSeconds(1)));
    watch.watch(look("c2", -2, NOON));
    watch.watch(look("c3", 1, NOON.plusSeconds(1)));
    assertThat(carts.sweep(NOON)).isEqualTo(2);
    List<IntakeMessage> sent = sent();
    assertThat(sent).extracting(IntakeMessage::kind).containsOnly(IntakeKind.CART_DUE);
    assertThat(sent)
        .extracting(each -> each.subject().orElseThrow().value())
        .containsExactly("c1", "c2");
    assertThat(sent).extracting(IntakeMessage::attempt).containsExactly(0, 2);
    assertThat(sent).extracting(IntakeMessage::receiptId).doesNotHaveDuplicates();
    assertThat(carts.sweep(NOON)).isZero();
    assertThat(carts.sweep(NOON.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void aCrashSendsTwiceRatherThanNever() {
    watch.watch(look("c1", 1, NOON));
    faults.crash(Step.WATCH_WRITE, Moment.BEFORE);
    assertThatExceptionOfType(Crash.class).isThrownBy(() -> carts.sweep(NOON));
    assertThat(carts.sweep(NOON)).isEqualTo(1);
    List<IntakeMessage> sent = sent();
    assertThat(sent).hasSize(2);
    assertThat(sent.getFirst()).isEqualTo(sent.getLast());
  }

  @Test
  void aFloodIsSpreadOverMinutes() {
    for (int number = 0; number < IdleCarts.MOST + 150; number++) {
      watch.watch(look("c" + number, 1, NOON));
    }
    assertThat(carts.sweep(NOON)).isEqualTo(IdleCarts.MOST);
    assertThat(carts.sweep(NOON.plusSeconds(60))).isEqualTo(150);
  }

  private List<IntakeMessage> sent() {
    return intake.queue().receive(10).stream().map(Received::message).toList();
  }

  private static Watched look(String cart, long version, Instant due) {
    return new Watched(STORE, new ExternalId(cart), version, due);
  }
}
