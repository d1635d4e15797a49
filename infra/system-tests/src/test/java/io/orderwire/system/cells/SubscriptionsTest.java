package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connectors.Connectors;
import io.orderwire.engine.SubscriptionState;
import io.orderwire.message.Cause;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Subscription;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Subscriptions are registered, watched and mended, and what they missed is found.
class SubscriptionsTest {
  /// Sixty hours of ten minutes each.
  private static final int MOST_ROUNDS = 360;
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261123L);
  private Crashes crashes = new Crashes();
  private final CellStage stage = new CellStage((step, moment) -> crashes.at(step, moment));

  /// Ends the process at one chosen step.
  private static final class Crashes {
    private int left = -1;

    void at(Step step, Moment moment) {
      if (moment == Moment.AFTER && left >= 0 && left-- == 0) {
        throw new Crash(step, moment);
      }
    }
  }

  private Cell connected(Platform platform) {
    Cell cell = stage.connect(Cell.open(platform.id() + "-cell", platform, stage.clock, random));
    stage.run(check(cell));
    return cell;
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void theFirstCheckRegistersAndOrdersCome(Platform platform) {
    Cell cell = connected(platform);
    assertThat(stage.store(cell).health()).isEmpty();
    String order = place(cell);
    stage.clock.advance(Duration.ofSeconds(5));
    stage.work();
    assertThat(cause(cell, order)).contains(Cause.WEBHOOK);
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void whatIsDeletedBehindOurBackIsBackWithinOneCycleAndNoOrderIsMissing(Platform platform) {
    Cell cell = connected(platform);
    place(cell);
    stage.minutes(16);
    int standing = ours(cell).size();
    cell.shop().unsubscribe();
    List<String> meanwhile = new ArrayList<>();
    for (int minute = 0; minute < 15; minute++) {
      meanwhile.add(place(cell));
      stage.minutes(1);
    }
    assertThat(ours(cell)).hasSize(standing);
    stage.work();
    meanwhile.forEach(order -> assertThat(cause(cell, order)).as(order).isPresent());
    assertThat(stage.healthEvents(cell)).containsExactly("webhooks_lost");
    stage.minutes(15);
    assertThat(stage.healthEvents(cell)).startsWith("webhooks_lost", "healthy");
    String later = place(cell);
    stage.clock.advance(Duration.ofSeconds(5));
    stage.work();
    assertThat(cause(cell, later)).contains(Cause.WEBHOOK);
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void theGapIsListedFromTheLastReceiptOn(Platform platform) {
    Cell cell = connected(platform);
    place(cell);
    stage.clock.advance(Duration.ofSeconds(5));
    stage.work();
    Instant lastReceipt = stage.clock.instant();
    stage.clock.advance(Duration.ofMinutes(10));
    stage.run(check(cell));
    stage.clock.advance(Duration.ofMinutes(10));
    cell.shop().unsubscribe();
    stage.run(check(cell));
    PollJob gap =
        stage.jobs.queue().messages().stream()
            .filter(job -> job.loop().equals(PollJob.GAP + PollJob.ORDERS))
            .findFirst()
            .orElseThrow();
    Duration overlap =
        Connectors.find(new PlatformId(platform.id()))
            .orElseThrow()
            .descriptor()
            .listing()
            .overlap();
    // WooCommerce tests a new webhook's address, and that is heard too
    Instant expected =
        platform == Platform.WOOCOMMERCE
            ? CellStage.START.plus(Duration.ofMinutes(10)).plusSeconds(5)
            : lastReceipt;
    assertThat(gap.from()).contains(expected.minus(overlap));
    assertThat(gap.to()).isEmpty();
  }

  /// WooCommerce: disabled after seven failures in a row. Shopify: removed after eight retries.
  /// BigCommerce: deactivated after eleven retries within 48 hours.
  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void aSubscriptionThatThePlatformKilledIsRevived(Platform platform) {
    Cell cell = connected(platform);
    place(cell);
    stage.minutes(16);
    int standing = ours(cell).size();
    stage.reachable(false);
    List<String> unheard = new ArrayList<>();
    for (int round = 0; round < 9; round++) {
      unheard.add(place(cell));
      stage.clock.advance(Duration.ofMinutes(2));
      stage.deliver();
    }
    for (int round = 0; round < MOST_ROUNDS && active(cell) == standing; round++) {
      stage.clock.advance(Duration.ofMinutes(10));
      stage.deliver();
    }
    stage.reachable(true);
    assertThat(active(cell)).isLessThan(standing);
    stage.run(check(cell));
    stage.work();
    // fetches that the cart's budget puts off
    stage.clock.advance(Duration.ofMinutes(1));
    stage.work();
    assertThat(active(cell)).isEqualTo(standing);
    unheard.forEach(order -> assertThat(cause(cell, order)).as(order).isPresent());
    assertThat(stage.store(cell).health().map(Store.Health::code)).contains("webhooks_lost");
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void strangersAreLeftAloneAndDuplicatesOfOursRemoved(Platform platform) {
    Cell cell = connected(platform);
    int standing = subscriptions(cell).size();
    String topic = cell.shop().subscriptions().getFirst().topic();
    String ours = "https://old.orderwire.test/webhooks/" + cell.token();
    cell.shop().listen(topic, "https://stranger.test/hook");
    cell.shop().listen(topic, ours);
    assertThat(subscriptions(cell))
        .hasSize(standing + 2)
        .contains("https://stranger.test/hook", ours);
    stage.run(check(cell));
    assertThat(subscriptions(cell)).hasSize(standing + 1).contains("https://stranger.test/hook");
    assertThat(stage.store(cell).health()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void aRevokedTokenParksTheStore(Platform platform) {
    Cell cell = connected(platform);
    cell.shop().act(new Action.Uninstall());
    stage.run(check(cell));
    if (platform == Platform.SHOPIFY) {
      assertThat(stage.store(cell).state()).isEqualTo(Store.State.PARKED);
      assertThat(stage.store(cell).health().orElseThrow().remedy()).contains("credentials");
    }
  }

  @Test
  void silenceIsToldAlthoughSubscriptionsStand() {
    Cell cell = connected(Platform.SHOPIFY);
    stage.minutes(16);
    stage.reachable(false);
    for (int minute = 0; minute < 30; minute++) {
      place(cell);
      stage.minutes(1);
    }
    assertThat(stage.healthEvents(cell)).contains("webhooks_silent");
    stage.reachable(true);
    place(cell);
    stage.minutes(16);
    assertThat(stage.healthEvents(cell)).endsWith("healthy");
  }

  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#subscribable")
  void aCrashAtAnyStepOfTheCheckLosesNothing(Platform platform) {
    for (int step = 0; step < 12; step++) {
      crashes = new Crashes();
      Cell cell =
          stage.connect(Cell.open(platform.id() + "-crash" + step, platform, stage.clock, random));
      stage.run(check(cell));
      stage.clock.advance(Duration.ofMinutes(15));
      cell.shop().unsubscribe();
      String order = place(cell);
      stage.clock.advance(Duration.ofMinutes(1));
      crashes.left = step;
      try {
        stage.run(check(cell));
      } catch (Crash crash) {
        crashes.left = -1;
        stage.run(check(cell));
      }
      crashes.left = -1;
      assertThat(
              stage.jobs.queue().messages().stream()
                  .filter(job -> job.storeId().equals(cell.storeId()))
                  .filter(job -> job.loop().startsWith(PollJob.GAP)))
          .as("crash at step %d", step)
          .isNotEmpty();
      stage.work();
      assertThat(cause(cell, order)).isPresent();
      assertThat(
              SubscriptionState.read(stage.stores, cell.storeId()).state().orElseThrow().gapFrom())
          .isEmpty();
    }
  }

  private static PollJob check(Cell cell) {
    return PollJob.due(cell.storeId(), PollJob.SUBSCRIPTIONS);
  }

  private String place(Cell cell) {
    ActionResult result = cell.shop().act(new Action.Place(Scenario.GUEST.purchase(random)));
    assertThat(result).isInstanceOf(ActionResult.Done.class);
    return result.id();
  }

  private Optional<Cause> cause(Cell cell, String order) {
    Subject subject = Subject.order(cell.storeId(), new ExternalId(order));
    return stage
        .ledger
        .newest(subject, Consistency.STRONG)
        .flatMap(newest -> stage.ledger.version(subject, 1))
        .map(LedgerEntry::event)
        .map(event -> event.detail().metadata().cause());
  }

  private List<String> ours(Cell cell) {
    return subscriptions(cell).stream().filter(cell.webhookAddress()::equals).toList();
  }

  private List<String> subscriptions(Cell cell) {
    return cell.shop().subscriptions().stream().map(Subscription::address).toList();
  }

  private long active(Cell cell) {
    return cell.shop().subscriptions().stream()
        .filter(each -> each.active() && each.address().equals(cell.webhookAddress()))
        .count();
  }
}
