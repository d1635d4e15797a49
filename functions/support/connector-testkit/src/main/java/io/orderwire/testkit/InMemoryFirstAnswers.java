package io.orderwire.testkit;

import io.orderwire.port.FirstAnswers;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// First answers in memory.
public final class InMemoryFirstAnswers implements FirstAnswers {
  private final Map<String, Held> held = new HashMap<>();
  private final Faults faults;

  private record Held(Work work, Optional<String> answer) {}

  public InMemoryFirstAnswers() {
    this(Faults.NONE);
  }

  public InMemoryFirstAnswers(Faults faults) {
    this.faults = faults;
  }

  /// All that is kept, in words.
  public synchronized String everything() {
    return held.toString();
  }

  /// As if nobody had answered yet.
  public synchronized void leaveUnanswered() {
    held.replaceAll((key, each) -> new Held(each.work(), Optional.empty()));
  }

  public synchronized int size() {
    return held.size();
  }

  @Override
  public synchronized Begun begin(Work work, Instant now) {
    faults.at(Step.ANSWERS_WRITE, Moment.BEFORE);
    Held before = held.get(work.key());
    Held begun = new Held(work, Optional.empty());
    if (before != null && !before.equals(begun) && !isFree(before, work, now)) {
      return Begun.of(work.request(), before.work().request(), before.answer());
    }
    held.put(work.key(), begun);
    faults.at(Step.ANSWERS_WRITE, Moment.AFTER);
    return new Begun.Now();
  }

  private static boolean isFree(Held before, Work work, Instant now) {
    boolean abandoned = before.answer().isEmpty() && !before.work().until().isAfter(now);
    return !before.work().expiresAt().isAfter(now)
        || (abandoned && before.work().request().equals(work.request()));
  }

  @Override
  public synchronized void answer(Work work, String answer) {
    faults.at(Step.ANSWERS_WRITE, Moment.BEFORE);
    held.computeIfPresent(
        work.key(),
        (key, before) -> before.work().equals(work) ? new Held(work, Optional.of(answer)) : before);
    faults.at(Step.ANSWERS_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized void giveUp(Work work) {
    faults.at(Step.ANSWERS_WRITE, Moment.BEFORE);
    held.remove(work.key(), new Held(work, Optional.empty()));
    faults.at(Step.ANSWERS_WRITE, Moment.AFTER);
  }
}
