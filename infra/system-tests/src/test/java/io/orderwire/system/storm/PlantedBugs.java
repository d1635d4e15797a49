package io.orderwire.system.storm;

import io.orderwire.system.storm.Design.Habit;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Designs that look right for a while. Each was somebody's once.
final class PlantedBugs {

  private PlantedBugs() {}

  /// One wrong design. Some keep something in memory, so each seed has its own.
  record Bug(String name, Supplier<Design> design) {}

  static List<Bug> all() {
    return List.of(
        bug("strict cursor", () -> WrongConnectors.beginningAfterWatermark(Duration.ofSeconds(1))),
        bug("no overlap", () -> WrongConnectors.beginningAfterWatermark(Duration.ZERO)),
        bug("offset paging", WrongConnectors::pagingByNumber),
        bug("swallowed throttle", () -> WrongConnectors.takingForEmpty(429)),
        bug("watermark moved by a falling list", WrongConnectors::risingByMistake),
        habit("no re-read loop", Habit.NOTHING_IS_READ_AGAIN),
        bug("re-read compares times", WrongConnectors::rereadingByTime),
        bug("list trusted without children", WrongConnectors::trustingListsWithoutChildren),
        bug("commit on first read", WrongConnectors::committingOnFirstRead),
        bug("drafts commit", () -> WrongConnectors.readingAs(document -> document.remove("draft"))),
        bug("any method of payment is money", WrongConnectors::committingUnpaid),
        bug(
            "stated totals are corrected",
            () ->
                WrongConnectors.readingAs(
                    document -> document.set("stated", document.get("total")))),
        bug("signatures are not looked at", WrongConnectors::trustingEverybody),
        bug("blind write", WrongLedgers::blindWrite),
        bug("lost race taken for done", WrongLedgers::lostRaceTakenForDone),
        bug("equal timestamp means same", WrongLedgers::equalTimesAreTheSame),
        bug("last writer wins without revision", WrongLedgers::lastWriterWins),
        bug("commit twice", WrongLedgers::commitsTwice),
        bug("publish before write", WrongLedgers::publishBeforeWrite),
        bug("skip on quarantine", WrongLedgers::skippingWhatCannotBeRead),
        bug("archive after write", WrongLedgers::archivingAfterwards),
        bug("dedupe by time window", WrongQueues::dedupeByTimeWindow),
        bug("delivery id as key", WrongQueues::deliveryIdAsKey),
        bug("no second try", WrongQueues::givingUpSoon),
        bug("answer before enqueueing", WrongQueues::answeringBeforeEnqueueing),
        bug("watermark by local clock", WrongQueues::watermarkByLocalClock),
        bug("watermark from the future", WrongQueues::watermarkFromTheFuture),
        bug("watermark moved before enqueue", WrongQueues::watermarkBeforeEnqueueing),
        bug("event id random", WrongQueues::randomEventIds),
        bug("partial refusals ignored", WrongQueues::ignoringPartialRefusals),
        bug("everything retried on partial refusal", WrongQueues::retryingWholeCalls),
        habit("acknowledge before work", Habit.ACKNOWLEDGE_BEFORE_WORK),
        habit("checkpoint before publishing", Habit.CHECKPOINT_BEFORE_PUBLISHING),
        habit("dead letters forgotten", Habit.FORGET_DEAD_LETTERS),
        bug("carts are not waited for", WrongPeople::forgettingLinks),
        bug("nobody looks at idle carts", WrongPeople::notWatching),
        bug("a cart is abandoned again and again", WrongPeople::abandoningAgain),
        bug("what is abandoned stays so", WrongPeople::abandoningForGood),
        bug("one person an e-mail address", WrongPeople::onePersonAnAddress),
        bug("merges without their evidence", WrongPeople::mergingWithoutEvidence),
        bug("raw payloads outlive the erasure", WrongPeople::keepingPayloads),
        bug("what is put aside outlives the erasure", WrongPeople::keepingWhatIsPutAside),
        bug("dead letters outlive the erasure", WrongPeople::keepingDeadLetters),
        bug("what is made again is not recorded", WrongRemaps::recordingNothing),
        bug("history ends after a page", WrongRemaps::endingAfterAPage),
        bug("what changed since is passed over", WrongRemaps::passingWhatChangedSince),
        habit("nobody minds subscriptions", Habit.NOBODY_MINDS_SUBSCRIPTIONS),
        habit("parking forgets the gap", Habit.PARKING_FORGETS_THE_GAP),
        habit("parking forgets its receipts", Habit.PARKING_FORGETS_ITS_RECEIPTS));
  }

  private static Bug bug(String name, Supplier<Design> design) {
    return new Bug(name, design);
  }

  private static Bug habit(String name, Habit habit) {
    return new Bug(name, () -> WrongQueues.habit(habit));
  }
}
