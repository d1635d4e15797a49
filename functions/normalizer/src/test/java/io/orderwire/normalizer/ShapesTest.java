package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.NOON;
import static io.orderwire.normalizer.Stage.STORE;
import static io.orderwire.normalizer.Stage.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData.Place;
import io.orderwire.message.EventData.Resource;
import io.orderwire.message.EventData.SchemaDrift;
import io.orderwire.message.EventData.ValueType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Read;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.TestShop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A payload of a shape that is new in its store is told once, and nothing of anybody with it.
class ShapesTest {
  private static final Duration LEARNING = Duration.ofDays(14);

  private final Stage stage = new Stage();

  private List<LedgerEntry> shapes() {
    return stage.ledger.history(Subject.shapes(STORE), 1, 1_000);
  }

  private SchemaDrift drift(int number) {
    return (SchemaDrift) shapes().get(number - 1).event().detail().data();
  }

  /// The store sent a payload so long ago that it is no longer being learned.
  private void learn() {
    stage.process(stage.webhook(order("1", 0, "pending")));
    stage.clock.advance(LEARNING);
  }

  private ObjectNode gift() {
    ObjectNode gift = order("2", 60, "pending").put("gift", "For Ana");
    gift.remove("payment");
    return gift;
  }

  @Test
  void theFirstPayloadsAreLearnedAndToldToNobody() {
    stage.process(stage.webhook(order("1", 0, "pending")));
    stage.clock.advance(LEARNING.minusSeconds(1));
    stage.process(stage.webhook(gift()));
    assertThat(shapes()).hasSize(2).noneMatch(LedgerEntry::announced);
    assertThat(drift(1).added())
        .containsExactly(
            new Place("", ValueType.OBJECT, false),
            new Place("/id", ValueType.STRING, true),
            new Place("/payment", ValueType.STRING, true),
            new Place("/updated", ValueType.STRING, true));
  }

  @Test
  void aNewShapeIsToldWithWhatIsNewAndWhatIsGone() {
    learn();
    IntakeMessage message = stage.webhook(gift());
    assertThat(stage.one(message)).isEqualTo(What.RECORDED);
    assertThat(shapes()).hasSize(2);
    LedgerEntry told = shapes().get(1);
    assertThat(told.announced()).isTrue();
    assertThat(told.event().detail().metadata().eventId()).isEqualTo("acme-eu/store/shapes/2");
    assertThat(told.event().detail().metadata().cause()).isEqualTo(Cause.WEBHOOK);
    SchemaDrift drift = drift(2);
    assertThat(drift.resource()).isEqualTo(Resource.ORDER);
    assertThat(drift.read()).isEqualTo(Read.WEBHOOK);
    assertThat(drift.added()).containsExactly(new Place("/gift", ValueType.STRING, false));
    assertThat(drift.removed()).containsExactly("/payment");
    assertThat(drift.unmapped()).containsExactly("/gift");
    assertThat(drift.firstSeenAt()).isEqualTo(message.receivedAt());
    assertThat(stage.archive.get(drift.rawKey())).contains(TestShop.bytes(gift()));
    assertThat(Json.text(drift)).doesNotContain("Ana");
  }

  @Test
  void itIsToldOnceWhoeverSeesIt() {
    learn();
    stage.process(stage.webhook(gift()));
    stage.process(stage.webhook(gift()));
    stage.process(stage.webhook(gift().put("id", "3")));
    stage.process(stage.webhook(order("4", 0, "pending")));
    assertThat(shapes()).hasSize(2);
  }

  @Test
  void aKnownShapeCostsNothingAndTheLedgerIsAskedOnceByEachProcess() {
    learn();
    Normalizer process = stage.normalizer();
    process.process(stage.webhook(order("2", 0, "pending")), stage.clock.instant());
    assertThat(stage.steps.of(Faults.Step.LEDGER_READ)).isGreaterThan(1);
    stage.steps.reset();
    process.process(stage.webhook(order("3", 0, "pending")), stage.clock.instant());
    assertThat(stage.steps.of(Faults.Step.LEDGER_READ)).isEqualTo(1);
    assertThat(stage.steps.of(Faults.Step.LEDGER_APPEND)).isEqualTo(1);
  }

  @Test
  void listingsAndFetchesAreLearnedApartFromWebhooks() {
    learn();
    stage.process(stage.row(order("1", 90, "pending").put("shop", "eu")));
    assertThat(drift(2).read()).isEqualTo(Read.LISTED);
    assertThat(shapes().get(1).announced()).as("the first of its kind").isFalse();
    stage.process(stage.webhook(order("1", 120, "pending")));
    assertThat(shapes()).hasSize(2);
  }

  @Test
  void aFetchedPayloadOfANewShapeIsKept() {
    stage.shop.has(order("1", 0, "pending"));
    stage.process(stage.delivery("order-thin", TestShop.bytes(order("1", 0, ""))));
    assertThat(drift(1).read()).isEqualTo(Read.FETCHED);
    assertThat(stage.archive.get(drift(1).rawKey())).isPresent();
  }

  @Test
  void whatCannotBeMappedIsPutAsideInstead() {
    learn();
    stage.process(stage.delivery("order", "{\"id\":\"9\",\"odd\":1}".getBytes(UTF_8)));
    assertThat(shapes()).hasSize(1);
  }

  /// Whatever fails while a shape is written down: the order goes on at once, and the next payload
  /// of the shape is the one that is told of.
  @Test
  void anOrderDoesNotWaitForItsShape() {
    for (Faults.Step step : List.of(Faults.Step.LEDGER_READ, Faults.Step.LEDGER_APPEND)) {
      Failing failing = new Failing(step);
      Stage trial = new Stage(failing);
      trial.process(trial.webhook(order("1", 0, "pending")));
      trial.clock.advance(LEARNING);
      // the newest version of the order is read before
      failing.at = step == Faults.Step.LEDGER_READ ? 2 : 1;
      assertThat(trial.one(trial.webhook(gift()))).as("%s", step).isEqualTo(What.RECORDED);
      assertThat(failing.at).isZero();
      assertThat(trial.versions("2")).hasSize(1);
      assertThat(trial.metrics.of("shapes_not_noticed")).isEqualTo(1);
      assertThat(trial.ledger.history(Subject.shapes(STORE), 1, 9)).hasSize(1);
      trial.process(trial.webhook(gift().put("id", "3")));
      assertThat(trial.ledger.history(Subject.shapes(STORE), 1, 9)).hasSize(2);
    }
  }

  @Test
  void norForAConnectorThatFailsWhenItIsAskedForItsRules() {
    learn();
    assertThat(stage.one(stage.webhook(gift().put("defect_when_watched", true))))
        .isEqualTo(What.RECORDED);
    assertThat(shapes()).hasSize(1);
    assertThat(stage.metrics.of("shapes_not_noticed")).isEqualTo(1);
  }

  /// Wherever the process ends, the message comes again, and there is one entry.
  @Test
  void itIsToldOnceThoughTheProcessEndsAnywhere() {
    for (int moment = 0; moment < 40; moment++) {
      Stage trial = new Stage();
      trial.process(trial.webhook(order("1", 0, "pending")));
      trial.clock.advance(LEARNING);
      IntakeMessage message = trial.webhook(gift());
      trial.steps.crashAt(moment);
      try {
        trial.process(message);
      } catch (Crash crash) {
        trial.steps.crashAt(-1);
        trial.process(message);
      }
      trial.steps.crashAt(-1);
      trial.process(message);
      assertThat(trial.ledger.history(Subject.shapes(STORE), 1, 9))
          .as("crash at moment %d", moment)
          .hasSize(2);
      assertThat(trial.versions("2")).hasSize(1);
    }
  }

  /// Another process writes while this one is about to: what it wrote is read, and what is still
  /// new comes after it.
  @Test
  void twoThatWriteAtOnceBothAddWhatTheyKnow() {
    InBetween inBetween = new InBetween();
    Stage trial = new Stage(inBetween);
    trial.process(trial.webhook(order("1", 0, "pending")));
    trial.clock.advance(LEARNING);
    inBetween.work = () -> trial.process(trial.webhook(order("3", 0, "pending").put("tip", "1")));
    trial.process(trial.webhook(gift().put("tip", "2")));
    List<LedgerEntry> shapes = trial.ledger.history(Subject.shapes(STORE), 1, 9);
    assertThat(shapes).hasSize(3);
    assertThat(((SchemaDrift) shapes.get(2).event().detail().data()).added())
        .containsExactly(new Place("/gift", ValueType.STRING, false));
    assertThat(trial.versions("2")).hasSize(1);
  }

  @Test
  void ofSomebodyWhoWasErasedNothingIsLearned() {
    learn();
    Subject order = Subject.order(STORE, new ExternalId("2"));
    stage.erasures.mark(order, NOON);
    stage.steps.reset();
    stage.process(stage.webhook(gift()));
    assertThat(stage.steps.of(Faults.Step.LEDGER_READ)).as("the order's own").isEqualTo(1);
    assertThat(shapes()).hasSize(1);
    assertThat(stage.archive.list("raw/acme-eu/order/2/", 9)).isEmpty();
  }

  /// Does something once, when the first append is about to be made.
  private static final class InBetween implements Faults {
    private Runnable work = () -> {};

    @Override
    public void at(Step step, Moment moment) {
      if (step == Step.LEDGER_APPEND && moment == Moment.BEFORE) {
        Runnable once = work;
        work = () -> {};
        once.run();
      }
    }
  }

  /// Fails once, at one of the next steps of its kind.
  private static final class Failing implements Faults {
    private final Step step;
    private int at;

    Failing(Step step) {
      this.step = step;
    }

    @Override
    public void at(Step reached, Moment moment) {
      if (reached == step && moment == Moment.BEFORE && at > 0 && --at == 0) {
        throw new FaultException(Fault.of(Fault.Category.UNAVAILABLE, "asked for by the test"));
      }
    }
  }
}
