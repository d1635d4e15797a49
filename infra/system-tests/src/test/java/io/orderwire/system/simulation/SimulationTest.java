package io.orderwire.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplay.State;
import io.orderwire.engine.EventReplays;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Order;
import io.orderwire.model.Reading;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.shops.AdminOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `-Dseeds=N` runs more of them, `-Dseed=N` one of them.
class SimulationTest {
  private static final int SEEDS = 200;

  /// Each of so many seeds is replayed, too, which takes as long as all that came before.
  private static final int REPLAYED = 5;

  @Test
  void underEverySeedNothingIsLostDoubledOrTurnedBack() {
    Optional<Long> only = Optional.ofNullable(Long.getLong("seed"));
    long first = only.orElse(1L);
    long last = only.orElseGet(() -> (long) Integer.getInteger("seeds", SEEDS));
    LongAdder orders = new LongAdder();
    LongAdder versions = new LongAdder();
    LongAdder events = new LongAdder();
    LongAdder crashes = new LongAdder();
    LongAdder replays = new LongAdder();
    LongStream.rangeClosed(first, last)
        .parallel()
        .forEach(
            seed -> {
              Simulation simulation = played(seed);
              simulation.shops.forEach(shop -> orders.add(shop.placedOrders().size()));
              versions.add(simulation.suite.ledger.stream(0).size());
              events.add(simulation.suite.bus.events().size());
              crashes.add(simulation.suite.counted("crashes"));
              if (only.isPresent() || seed % REPLAYED == 0) {
                replays.add(replayed(simulation, seed));
              }
            });
    System.out.printf(
        "simulation: %d seeds, %d orders, %d versions, %d events put, %d crashes%n",
        last - first + 1, orders.sum(), versions.sum(), events.sum(), crashes.sum());
    assertThat(orders.sum()).isPositive();
    assertThat(replays.sum()).isPositive();
    assertThat(only.isPresent() || crashes.sum() > 0).isTrue();
  }

  private static Simulation played(long seed) {
    Simulation simulation = new Simulation(seed);
    try {
      simulation.run();
      check(simulation);
      return simulation;
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + " (run it alone with -Dseed=" + seed + ")", broken);
    }
  }

  private static int replayed(Simulation simulation, long seed) {
    int before = simulation.replay();
    try {
      replayedEventsEqualTheFirstButForTheMark(simulation, before);
      return simulation.suite.bus.size() - before;
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError(
          "seed " + seed + ", replayed (run it alone with -Dseed=" + seed + ")", broken);
    }
  }

  private static void replayedEventsEqualTheFirstButForTheMark(Simulation simulation, int before) {
    assertThat(simulation.suite.isIdle()).as("everything was replayed").isTrue();
    for (SimulatedShop shop : simulation.shops) {
      EventReplay replay =
          new EventReplays(simulation.suite.stores).list(new StoreId(shop.storeId())).getFirst();
      assertThat(replay.state()).as("replay of %s", shop.storeId()).isEqualTo(State.DONE);
    }
    Set<String> first = new TreeSet<>();
    simulation.suite.bus.events().subList(0, before).stream()
        .map(event -> Json.text(event.detail()))
        .forEach(first::add);
    Set<String> again = new TreeSet<>();
    for (Event event : simulation.suite.bus.since(before)) {
      assertThat(event.detail().metadata().replay()).isTrue();
      again.add(Json.text(event.detail()).replace("\"replay\":true", "\"replay\":false"));
    }
    assertThat(again).isEqualTo(first);
  }

  private static void check(Simulation simulation) {
    assertThat(simulation.suite.isIdle()).as("everything was processed").isTrue();
    List<LedgerEntry> recorded = simulation.suite.ledger.stream(0);
    assertThat(recorded.stream().filter(entry -> entry.subject().kind() == Subject.Kind.RECEIPT))
        .as("quarantined")
        .isEmpty();
    oneEventPerVersion(recorded, simulation.suite.bus.events());
    versionsNeverTurnBack(recorded);
    for (SimulatedShop shop : simulation.shops) {
      assertThat(simulation.suite.stores.get(new StoreId(shop.storeId())).orElseThrow().health())
          .as("health of %s", shop.storeId())
          .isEmpty();
      newestStateIsTheShopsOwn(shop, simulation.suite.ledger);
    }
  }

  private static void oneEventPerVersion(List<LedgerEntry> recorded, List<Event> published) {
    Map<String, byte[]> byId = new LinkedHashMap<>();
    for (Event event : published) {
      byte[] bytes = Json.bytes(event.detail());
      byte[] before = byId.putIfAbsent(event.detail().metadata().eventId(), bytes);
      assertThat(before == null || Arrays.equals(before, bytes))
          .as("the same id has the same bytes: %s", event.detail().metadata().eventId())
          .isTrue();
    }
    assertThat(byId.keySet())
        .containsExactlyInAnyOrderElementsOf(
            recorded.stream()
                .filter(LedgerEntry::announced)
                .map(entry -> entry.subject().eventId(entry.version()))
                .toList());
  }

  private static void versionsNeverTurnBack(List<LedgerEntry> recorded) {
    Map<Subject, List<LedgerEntry>> bySubject =
        recorded.stream()
            .filter(entry -> entry.subject().kind() == Subject.Kind.ORDER)
            .collect(Collectors.groupingBy(LedgerEntry::subject));
    bySubject.forEach(
        (subject, entries) -> {
          Instant last = Instant.MIN;
          long committed = 0;
          for (int index = 0; index < entries.size(); index++) {
            LedgerEntry entry = entries.get(index);
            Order order = order(entry);
            assertThat(entry.version()).as("%s", subject).isEqualTo(index + 1L);
            assertThat(order.source().revision().updatedAt())
                .as("%s version %d", subject, entry.version())
                .isAfterOrEqualTo(last);
            last = order.source().revision().updatedAt();
            committed += entry.event().type() == EventType.ORDER_COMMITTED ? 1 : 0;
            assertThat(order.commitment().state() == CommitmentState.COMMITTED)
                .as("%s version %d stays committed", subject, entry.version())
                .isEqualTo(committed == 1);
          }
          assertThat(committed).as("%s commits at most once", subject).isLessThanOrEqualTo(1);
        });
  }

  private static void newestStateIsTheShopsOwn(SimulatedShop shop, Ledger ledger) {
    List<String> wrong = new ArrayList<>();
    for (AdminOrder truth : shop.placedOrders()) {
      Optional<Order> held =
          ledger
              .newest(
                  new Subject(new StoreId(shop.storeId()), Subject.Kind.ORDER, truth.id()),
                  Ledger.Consistency.STRONG)
              .map(SimulationTest::order);
      if (held.isEmpty()) {
        wrong.add(truth + " is missing");
        continue;
      }
      String own = described(held.get());
      String theirs =
          "%s %s refunded %s"
              .formatted(plain(truth.grandTotal()), truth.currency(), plain(truth.refundedTotal()));
      if (!own.equals(theirs) || !words(held.get()).contains(truth.status())) {
        wrong.add(truth + " is held as " + own + " " + words(held.get()));
      }
    }
    assertThat(wrong).as("%s", shop.storeId()).isEmpty();
  }

  private static String described(Order order) {
    BigDecimal refunded =
        order
            .totals()
            .display()
            .refundedTotal()
            .map(money -> money.amount())
            .orElse(BigDecimal.ZERO);
    return "%s %s refunded %s"
        .formatted(
            plain(order.totals().display().grandTotal().amount()),
            order.totals().display().grandTotal().currency(),
            plain(refunded));
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private static String words(Order order) {
    return Stream.of(
            order.lifecycle().payment(),
            order.lifecycle().fulfilment(),
            order.lifecycle().cancellation())
        .map(SimulationTest::word)
        .collect(Collectors.joining("/"));
  }

  private static String word(Reading<?> reading) {
    return switch (reading) {
      case Reading.Recognized<?>(Object value, Optional<String> raw) -> raw.orElse("");
      case Reading.Unrecognized<?>(String raw) -> raw;
    };
  }

  private static Order order(LedgerEntry entry) {
    return ((EventData.OrderChange) entry.event().detail().data()).order().orElseThrow();
  }
}
