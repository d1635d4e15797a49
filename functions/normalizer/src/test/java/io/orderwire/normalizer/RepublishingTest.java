package io.orderwire.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplay.Selection;
import io.orderwire.engine.EventReplay.State;
import io.orderwire.engine.EventReplays;
import io.orderwire.engine.Publisher;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryEventBus;
import io.orderwire.testkit.InMemoryQueue.Received;
import io.orderwire.testkit.ScriptedFaults;
import io.orderwire.testkit.TestShop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was announced, put on the bus once more.
class RepublishingTest {
  private static final int ORDERS = 30;
  private static final Selection EVERYTHING =
      new Selection(
          Optional.of(Stage.NOON),
          Optional.of(Stage.NOON.plus(Duration.ofDays(1))),
          Optional.empty(),
          List.of());

  private final Stage stage = new Stage();

  @Test
  void everyAnnouncedEventComesOnceMoreAndNothingDiffersButTheMark() {
    live(stage);
    List<Event> first = announced(stage);
    EventReplay replay = replayed(stage, EVERYTHING);
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(replay.progress().published()).isEqualTo(first.size());
    assertThat(stage.bus.events()).hasSameSizeAs(first);
    assertThat(stage.bus.events())
        .allSatisfy(event -> assertThat(event.detail().metadata().replay()).isTrue());
    assertThat(stage.bus.events().stream().map(RepublishingTest::unmarked).toList())
        .containsExactlyInAnyOrderElementsOf(first.stream().map(RepublishingTest::text).toList());
    assertThat(first.stream().map(Event::type))
        .contains(EventType.ORDER_COMMITTED, EventType.CART_UPDATED, EventType.RECEIPT_QUARANTINED);
    rising(stage.bus.events());
  }

  @Test
  void whatWasNotAnnouncedIsNotReplayed() {
    live(stage);
    stage.process(stage.webhook(Stage.order("draft", 0, "pending").put("draft", true)));
    assertThat(stage.versions("draft")).isNotEmpty().noneMatch(LedgerEntry::announced);
    replayed(stage, EVERYTHING);
    assertThat(ids(stage)).isNotEmpty().noneMatch(id -> id.contains("/draft/"));
  }

  @Test
  void anOrderHasItsVersionsAndNothingElse() {
    live(stage);
    EventReplay replay = replayed(stage, of("1"));
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(ids(stage))
        .containsExactlyElementsOf(
            stage.versions("1").stream()
                .map(entry -> entry.subject().eventId(entry.version()))
                .toList());
    assertThat(stage.versions("1")).hasSizeGreaterThan(25);
  }

  @Test
  void aPeriodHoldsBothItsEnds() {
    live(stage);
    List<LedgerEntry> versions = stage.versions("1");
    Instant from = recordedAt(versions.get(2));
    Instant to = recordedAt(versions.get(5));
    Selection part =
        new Selection(
            Optional.of(from), Optional.of(to), Optional.of(new ExternalId("1")), List.of());
    replayed(stage, part);
    assertThat(ids(stage))
        .containsExactly(
            "acme-eu/order/1/3", "acme-eu/order/1/4", "acme-eu/order/1/5", "acme-eu/order/1/6");
    int before = stage.bus.size();
    replayed(stage, new Selection(Optional.of(from), Optional.of(to), Optional.empty(), List.of()));
    List<String> expected =
        stage.ledger.stream(0).stream()
            .filter(LedgerEntry::announced)
            .filter(entry -> !recordedAt(entry).isBefore(from) && !recordedAt(entry).isAfter(to))
            .map(entry -> entry.subject().eventId(entry.version()))
            .toList();
    assertThat(expected).hasSizeBetween(4, 10);
    assertThat(stage.bus.since(before).stream().map(RepublishingTest::id))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void onlyTheWantedTypesCome() {
    live(stage);
    Selection commitments =
        new Selection(
            EVERYTHING.from(),
            EVERYTHING.to(),
            Optional.empty(),
            List.of(EventType.CART_UPDATED, EventType.ORDER_COMMITTED));
    assertThat(replayed(stage, commitments).progress().published()).isEqualTo(2);
    assertThat(stage.bus.events().stream().map(Event::type))
        .containsExactly(EventType.ORDER_COMMITTED, EventType.CART_UPDATED);
  }

  /// What comes in while it runs is announced anyway.
  @Test
  void whatIsRecordedAfterItWasAskedForIsNoPartOfIt() {
    live(stage);
    List<Event> first = announced(stage);
    EventReplay asked = asked(stage, EVERYTHING);
    stage.clock.advance(Duration.ofSeconds(1));
    stage.process(stage.webhook(Stage.order("late", 0, "pending")));
    worked(stage);
    assertThat(replay(stage, asked.id()).progress().published()).isEqualTo(first.size());
    assertThat(ids(stage)).noneMatch(id -> id.contains("/late/"));
  }

  /// The ledger is the truth: nobody gets back what was forgotten.
  @Test
  void ofAPersonWhoWasErasedComesWhatTheLedgerSaysNow() {
    stage.process(stage.webhook(Stage.order("9", 0, "pending").put("email", "anna@example.com")));
    LedgerEntry known = stage.versions("9").getFirst();
    assertThat(Json.text(known.event().detail())).contains("anna@example.com");
    stage.process(stage.webhook(Stage.order("8", 0, "pending")));
    LedgerEntry without = stage.versions("8").getFirst();
    stage.ledger.replace(
        new LedgerEntry(
            known.subject(),
            known.version(),
            new Event(
                known.event().type(),
                new Event.Detail(
                    known.event().detail().metadata(), without.event().detail().data())),
            known.announced(),
            Optional.empty()));
    replayed(stage, of("9"));
    assertThat(stage.bus.events()).hasSize(1);
    assertThat(text(stage.bus.events().getFirst())).doesNotContain("anna@example.com");
  }

  @Test
  void aCrashBetweenAnyTwoStepsLosesNothing() {
    Stage undisturbed = new Stage();
    few(undisturbed);
    List<String> expected = announced(undisturbed).stream().map(RepublishingTest::text).toList();
    undisturbed.steps.reset();
    replayed(undisturbed, EVERYTHING);
    int moments = undisturbed.steps.moments();
    assertThat(moments).isGreaterThan(30);
    for (int at = 0; at < moments; at++) {
      Stage crashed = new Stage();
      few(crashed);
      crashed.steps.crashAt(at);
      EventReplay asked = asked(crashed, EVERYTHING);
      worked(crashed);
      crashed.steps.crashAt(-1);
      EventReplay ended = replay(crashed, asked.id());
      assertThat(ended.state()).as("crash at %d", at).isEqualTo(State.DONE);
      assertThat(ended.progress().published()).as("crash at %d", at).isEqualTo(expected.size());
      assertThat(
              new LinkedHashSet<>(
                  crashed.bus.events().stream().map(RepublishingTest::unmarked).toList()))
          .as("crash at %d", at)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void oneRefusedEventIsTriedAgainAlone() {
    ScriptedFaults faults = new ScriptedFaults();
    Stage shaky = new Stage(faults);
    few(shaky);
    List<Event> first = announced(shaky);
    faults.fail(Step.BUS_ENTRY, Moment.BEFORE);
    EventReplay replay = replayed(shaky, EVERYTHING);
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(shaky.bus.events()).hasSameSizeAs(first);
    assertThat(faults.spent()).isTrue();
  }

  @Test
  void aBusThatTakesNothingForALongTimeEndsIt() {
    Stage dead = new Stage(RepublishingTest::refusing);
    few(dead);
    EventReplay replay = replayed(dead, EVERYTHING);
    assertThat(replay.state()).isEqualTo(State.FAILED);
    assertThat(replay.detail().orElseThrow()).contains("acme-eu/order/1/1");
    assertThat(replay.progress().published()).isZero();
    Duration tried = Duration.between(replay.askedAt(), replay.endedAt().orElseThrow());
    assertThat(tried).isGreaterThan(Duration.ofMinutes(20));
    assertThat(dead.intake.queue().isEmpty()).isTrue();
  }

  private static void refusing(Step step, Moment moment) {
    if (step == Step.BUS_ENTRY) {
      throw new FaultException(Fault.of(Category.UNAVAILABLE, "asked for by the test"));
    }
  }

  @Test
  void aBusThatTakesItLaterHasItLater() {
    ScriptedFaults faults = new ScriptedFaults();
    Stage shaky = new Stage(faults);
    few(shaky);
    List<Event> first = announced(shaky);
    for (int times = 0; times < 20; times++) {
      faults.fail(Step.BUS_ENTRY, Moment.BEFORE);
    }
    EventReplay replay = replayed(shaky, EVERYTHING);
    assertThat(faults.spent()).isTrue();
    assertThat(replay.state()).isEqualTo(State.DONE);
    assertThat(replay.detail()).isEmpty();
    assertThat(shaky.bus.events()).hasSameSizeAs(first);
  }

  @Test
  void twoMessagesOfOneReplayAreOne() {
    live(stage);
    List<Event> first = announced(stage);
    EventReplay asked = asked(stage, EVERYTHING);
    stage.intake.send(EventReplays.message(asked, stage.clock.instant(), Optional.empty()));
    stage.clock.advance(Duration.ofMinutes(1));
    worked(stage);
    assertThat(replay(stage, asked.id()).progress().published()).isEqualTo(first.size());
  }

  @Test
  void aCancellationStopsItAtTheNextPage() {
    live(stage);
    EventReplay asked = asked(stage, EVERYTHING);
    stage.process(stage.intake.queue().receive(1).getFirst().message());
    stage.clock.advance(Duration.ofMinutes(1));
    IntakeMessage going = stage.intake.queue().receive(1).getFirst().message();
    stage.normalizer().process(going, stage.clock.instant());
    int page = stage.bus.size();
    assertThat(page).isBetween(1, 20);
    assertThat(replay(stage, asked.id()).state()).isEqualTo(State.RUNNING);
    new EventReplays(stage.stores)
        .change(
            Stage.STORE,
            asked.id(),
            each -> each.ended(State.CANCELLED, Optional.empty(), stage.clock.instant()));
    worked(stage);
    assertThat(stage.bus.size()).isEqualTo(page);
    assertThat(replay(stage, asked.id()).state()).isEqualTo(State.CANCELLED);
    assertThat(replay(stage, asked.id()).progress().published()).isEqualTo(page);
  }

  /// Live receipts have their consumers for themselves, and the feed is complete by then.
  @Test
  void theFirstMessageLeadsToTheOthersAndWaits() {
    live(stage);
    asked(stage, EVERYTHING);
    IntakeMessage first = stage.intake.queue().receive(1).getFirst().message();
    assertThat(stage.one(first)).isEqualTo(What.REPUBLISHED);
    assertThat(stage.bus.size()).isZero();
    assertThat(stage.intake.queue().hasVisible()).isFalse();
    assertThat(stage.intake.queue().messages().getFirst().attempt()).isEqualTo(1);
  }

  @Test
  void aParkedStoreHasItsEventsReplayedTooAndItsCartIsAskedNothing() {
    live(stage);
    stage.stores.update(stage.store().withState(Store.State.PARKED, Optional.empty()));
    stage.steps.reset();
    assertThat(replayed(stage, of("1")).progress().published()).isPositive();
    assertThat(stage.steps.of(Step.CART_CALL)).isZero();
    assertThat(stage.steps.of(Step.LEDGER_APPEND)).isZero();
  }

  /// Many orders, one with many versions, a cart, and a receipt that was put aside.
  private static void live(Stage stage) {
    few(stage);
    for (int second = 1; second <= ORDERS; second++) {
      stage.clock.advance(Duration.ofSeconds(1));
      stage.process(
          stage.webhook(Stage.order("1", second, second % 2 == 0 ? "pending" : "failed")));
      stage.process(stage.webhook(Stage.order("o" + second, 0, "pending")));
    }
  }

  private static void few(Stage stage) {
    stage.process(stage.webhook(Stage.order("1", 0, "pending")));
    ObjectNode paid = Stage.order("2", 0, "paid");
    stage.shop.has(paid);
    stage.process(stage.webhook(paid));
    stage.process(stage.delivery("cart", TestShop.bytes(Stage.order("c", 0, ""))));
    stage.process(stage.delivery("order", "{".getBytes(StandardCharsets.UTF_8)));
    stage.drain();
  }

  private static Selection of(String order) {
    return new Selection(
        Optional.empty(), Optional.empty(), Optional.of(new ExternalId(order)), List.of());
  }

  /// What the dispatcher puts on the bus.
  private static List<Event> announced(Stage stage) {
    InMemoryEventBus bus = new InMemoryEventBus();
    assertThat(new Publisher(bus, pause -> {}).publish(stage.ledger.stream(0))).isEmpty();
    return bus.events();
  }

  private static EventReplay replayed(Stage stage, Selection selection) {
    EventReplay asked = asked(stage, selection);
    worked(stage);
    return replay(stage, asked.id());
  }

  private static EventReplay replay(Stage stage, String id) {
    return new EventReplays(stage.stores).find(Stage.STORE, id).orElseThrow().replay();
  }

  /// As who asks asks again when the answer was lost.
  private static EventReplay asked(Stage stage, Selection selection) {
    while (true) {
      try {
        EventReplay asked =
            new EventReplays(stage.stores)
                .ask(Stage.STORE, selection, stage.clock.instant())
                .orElseThrow()
                .replay();
        stage.intake.send(EventReplays.message(asked, stage.clock.instant(), Optional.empty()));
        return asked;
      } catch (Crash again) {
        // the answer was lost
      }
    }
  }

  /// Works the queue off, a page a message.
  private static void worked(Stage stage) {
    for (int round = 0; round < 2_000 && !stage.intake.queue().isEmpty(); round++) {
      if (!stage.intake.queue().hasVisible()) {
        stage.clock.advance(Duration.ofMinutes(1));
      }
      for (Received<IntakeMessage> each : stage.intake.queue().receive(10)) {
        try {
          stage.normalizer().process(each.message(), stage.clock.instant());
        } catch (FaultException | Crash again) {
          stage.intake.queue().release(each);
        }
      }
    }
    assertThat(stage.intake.queue().deadLetters()).isEmpty();
  }

  private static void rising(List<Event> events) {
    Map<String, Long> last = new HashMap<>();
    for (Event event : events) {
      String id = id(event);
      long sequence = event.detail().metadata().sequence();
      Long before = last.put(id.substring(0, id.lastIndexOf('/')), sequence);
      assertThat(before == null || before < sequence).as(id).isTrue();
    }
  }

  private static List<String> ids(Stage stage) {
    return stage.bus.events().stream().map(RepublishingTest::id).toList();
  }

  private static String id(Event event) {
    return event.detail().metadata().eventId();
  }

  private static Instant recordedAt(LedgerEntry entry) {
    return entry.event().detail().metadata().recordedAt();
  }

  private static String text(Event event) {
    return event.type().detailType() + " " + Json.text(event.detail());
  }

  private static String unmarked(Event event) {
    return text(event).replace("\"replay\":true", "\"replay\":false");
  }
}
