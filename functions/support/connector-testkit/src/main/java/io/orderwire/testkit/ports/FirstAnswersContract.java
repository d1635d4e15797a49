package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.port.FirstAnswers;
import io.orderwire.port.FirstAnswers.Begun;
import io.orderwire.port.FirstAnswers.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every place for first answers does.
public abstract class FirstAnswersContract {
  private static final Instant NOON = Samples.NOON;

  private final String key = Samples.freshStore().value();
  private final AtomicInteger works = new AtomicInteger();

  protected abstract FirstAnswers answers();

  private Work work(String request, Instant at) {
    return new Work(
        key,
        request,
        "work-" + works.incrementAndGet(),
        at.plusSeconds(60),
        at.plus(Duration.ofHours(24)));
  }

  @Test
  void theFirstDoesItAndTheOthersGetItsAnswer() {
    Work first = work("a", NOON);
    assertThat(answers().begin(first, NOON)).isEqualTo(new Begun.Now());
    Work second = work("a", NOON.plusSeconds(1));
    assertThat(answers().begin(second, NOON.plusSeconds(1))).isEqualTo(new Begun.Running());
    answers().answer(first, "{\"ü\": 1}");
    assertThat(answers().begin(second, NOON.plusSeconds(2)))
        .isEqualTo(new Begun.Answered("{\"ü\": 1}"));
  }

  /// An SDK that lost the answer to a write that happened writes again.
  @Test
  void whoLostTheAnswerToItsBeginningHasBegun() {
    Work first = work("a", NOON);
    answers().begin(first, NOON);
    assertThat(answers().begin(first, NOON)).isEqualTo(new Begun.Now());
    assertThat(answers().begin(work("a", NOON), NOON))
        .as("another one of the same millisecond")
        .isEqualTo(new Begun.Running());
    answers().answer(first, "1");
    answers().answer(first, "1");
    answers().giveUp(first);
    assertThat(answers().begin(first, NOON)).isEqualTo(new Begun.Answered("1"));
  }

  @Test
  void ofTwoWorksOfOneMillisecondEachGivesUpItsOwn() {
    Work first = work("a", NOON);
    answers().begin(first, NOON);
    answers().giveUp(work("a", NOON));
    answers().answer(work("a", NOON), "another's");
    assertThat(answers().begin(work("a", NOON), NOON)).isEqualTo(new Begun.Running());
    answers().giveUp(first);
    answers().giveUp(first);
    assertThat(answers().begin(work("a", NOON), NOON)).isEqualTo(new Begun.Now());
  }

  @Test
  void aKeyStandsForOneRequest() {
    Work first = work("a", NOON);
    answers().begin(first, NOON);
    assertThat(answers().begin(work("b", NOON), NOON)).isEqualTo(new Begun.Other());
    answers().answer(first, "1");
    assertThat(answers().begin(work("b", NOON.plusSeconds(90)), NOON.plusSeconds(90)))
        .isEqualTo(new Begun.Other());
  }

  @Test
  void whatWasGivenUpMayBeBegunAgain() {
    Work first = work("a", NOON);
    answers().begin(first, NOON);
    answers().giveUp(first);
    assertThat(answers().begin(work("b", NOON), NOON)).isEqualTo(new Begun.Now());
  }

  @Test
  void whoIsTakenForDeadIsTakenOverAndSaysNothingMore() {
    Work dead = work("a", NOON);
    answers().begin(dead, NOON);
    Instant later = NOON.plusSeconds(60);
    assertThat(answers().begin(work("b", later), later)).isEqualTo(new Begun.Other());
    Work next = work("a", later);
    assertThat(answers().begin(next, later)).isEqualTo(new Begun.Now());
    answers().answer(dead, "late");
    answers().giveUp(dead);
    assertThat(answers().begin(work("a", later.plusSeconds(1)), later.plusSeconds(1)))
        .isEqualTo(new Begun.Running());
    answers().answer(next, "in time");
    assertThat(answers().begin(work("a", later.plusSeconds(1)), later.plusSeconds(1)))
        .isEqualTo(new Begun.Answered("in time"));
  }

  @Test
  void anAnswerIsNotGivenUp() {
    Work first = work("a", NOON);
    answers().begin(first, NOON);
    answers().answer(first, "1");
    answers().giveUp(first);
    assertThat(answers().begin(work("a", NOON.plusSeconds(70)), NOON.plusSeconds(70)))
        .isEqualTo(new Begun.Answered("1"));
  }

  @Test
  void afterItsTimeAKeyIsAsGoodAsNew() {
    Work first = work("a", NOON);
    answers().begin(first, NOON);
    answers().answer(first, "1");
    Instant before = first.expiresAt().minusSeconds(1);
    assertThat(answers().begin(work("a", before), before)).isEqualTo(new Begun.Answered("1"));
    assertThat(answers().begin(work("b", first.expiresAt()), first.expiresAt()))
        .isEqualTo(new Begun.Now());
  }

  @Test
  void ofManyAtOnceOneDoesIt() {
    List<Begun> begun =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(each -> answers().begin(work("a", NOON.plusSeconds(each)), NOON))
            .toList();
    assertThat(begun).filteredOn(new Begun.Now()::equals).hasSize(1);
    assertThat(begun).filteredOn(new Begun.Running()::equals).hasSize(7);
  }
}
