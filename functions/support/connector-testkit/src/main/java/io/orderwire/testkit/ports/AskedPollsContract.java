package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.StoreId;
import io.orderwire.port.AskedPolls;
import io.orderwire.port.AskedPolls.Asked;
import io.orderwire.port.AskedPolls.LoopEnd;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every place for asked polls does.
public abstract class AskedPollsContract {
  private final StoreId id = Samples.freshStore();
  private final Asked poll =
      new Asked(id, "poll-1", Samples.NOON, List.of("orders", "reread", "reconcile"), List.of());

  protected abstract AskedPolls polls();

  private static LoopEnd end(String loop, int enqueued) {
    return new LoopEnd(
        loop,
        "done",
        2,
        7,
        enqueued,
        Optional.of(Samples.NOON),
        Optional.of(3L),
        "ü",
        Samples.NOON.plusSeconds(1));
  }

  @Test
  void findsWhatWasBegun() {
    assertThat(polls().find(id, "poll-1")).isEmpty();
    polls().begin(poll);
    assertThat(polls().find(id, "poll-1")).contains(poll);
    assertThat(polls().find(id, "poll-11")).isEmpty();
    assertThat(polls().find(Samples.freshStore(), "poll-1")).isEmpty();
  }

  @Test
  void showsTheEndsInTheOrderOfTheLoops() {
    polls().begin(poll);
    polls().ended(id, "poll-1", end("reconcile", 0));
    polls().ended(id, "poll-1", end("orders", 5));
    assertThat(polls().find(id, "poll-1").orElseThrow().ended())
        .containsExactly(end("orders", 5), end("reconcile", 0));
    assertThat(polls().find(id, "poll-1").orElseThrow().isDone()).isFalse();
    polls().ended(id, "poll-1", end("reread", 1));
    assertThat(polls().find(id, "poll-1").orElseThrow().isDone()).isTrue();
  }

  @Test
  void keepsTheFirstEndOfALoop() {
    polls().begin(poll);
    polls().ended(id, "poll-1", end("orders", 5));
    polls().ended(id, "poll-1", end("orders", 0));
    assertThat(polls().find(id, "poll-1").orElseThrow().ended()).containsExactly(end("orders", 5));
  }

  @Test
  void pollsOfAStoreAreApart() {
    polls().begin(poll);
    polls().begin(new Asked(id, "poll-10", Samples.NOON, List.of("orders"), List.of()));
    polls().ended(id, "poll-10", end("orders", 5));
    assertThat(polls().find(id, "poll-1").orElseThrow().ended()).isEmpty();
  }
}
