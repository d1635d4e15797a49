package io.orderwire.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Descriptor;
import io.orderwire.connectors.Connectors;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.CancellationState;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentState;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Refund;
import io.orderwire.model.Shipment;
import io.orderwire.model.StoreId;
import io.orderwire.model.TotalsState;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Buyers;
import io.orderwire.shops.Catalogue;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Item;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Purchase;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One order that is placed, edited, paid, shipped in part, refunded in part and cancelled, seen by
/// webhooks and polls in every order of arrival: it commits once, its versions rise, its totals
/// balance or are explained at every version, and nothing of it stands twice.
class OrderStoryTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final int STEPS = 6;
  private static final int SEEDS = 100;

  /// The webhooks of each step, late and in every order, with a poll after one of them. The carts
  /// share the orders of arrival among them.
  @ParameterizedTest
  @EnumSource(Platform.class)
  void everyOrderOfArrivalAfterTheStoryEndsTheSame(Platform platform) {
    Set<Instant> committedSince = new HashSet<>();
    Set<String> endings = new HashSet<>();
    int count = 0;
    List<List<Integer>> arrivals = permutations(STEPS);
    int carts = Platform.values().length;
    for (int each = List.of(Platform.values()).indexOf(platform);
        each < arrivals.size();
        each += carts) {
      List<Integer> arrival = arrivals.get(each);
      Story story = new Story(platform, 1);
      List<List<Attempt>> steps = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        story.play(step);
        steps.add(story.takeWebhooks());
      }
      int pollAfter = count++ % (STEPS + 1);
      for (int place = 0; place < STEPS; place++) {
        if (place == pollAfter) {
          story.poll();
        }
        steps.get(arrival.get(place)).forEach(story::deliver);
        story.work();
      }
      story.settle();
      Order end = story.check(platform + " " + arrival + ", poll before " + pollAfter);
      committedSince.add(end.commitment().since().orElseThrow());
      endings.add(content(end));
    }
    System.out.printf("story: %s, %d orders of arrival%n", platform, count);
    assertThat(committedSince).as("whichever delivery commits, the time is the same").hasSize(1);
    assertThat(endings).as("the content at the end").hasSize(1);
  }

  /// What every dialect states: the checkout (and so what became of its basket) and the status page
  /// stand in webhooks alone, and a
  /// webhook that is overtaken is not recorded.
  private static String content(Order order) {
    ObjectNode json = (ObjectNode) Json.toTree(order);
    json.remove(
        List.of("version", "source", "findings", "cart_ref", "status_url", "cart_comparison"));
    return Json.text(json);
  }

  /// Webhooks overtake each other, come twice and late while the story goes on.
  @ParameterizedTest
  @EnumSource(Platform.class)
  void webhooksAndPollsInterleaveWithTheStory(Platform platform) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Story story = new Story(platform, seed);
      List<Attempt> waiting = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        story.play(step);
        waiting.addAll(story.takeWebhooks());
        while (!waiting.isEmpty() && story.random.nextInt(3) > 0) {
          int which = story.random.nextInt(waiting.size());
          story.deliver(story.random.nextInt(4) == 0 ? waiting.get(which) : waiting.remove(which));
          story.work();
        }
        if (story.random.nextInt(3) == 0) {
          story.poll();
          story.work();
        }
      }
      waiting.forEach(story::deliver);
      story.settle();
      story.check(platform + " seed " + seed);
    }
  }

  /// Webhook and fetch agree in spite of their dialects: nothing is waited for. Where a delivery
  /// only names the order there is nothing to agree with, and the order is looked at again once it
  /// must have settled.
  @ParameterizedTest
  @MethodSource("io.orderwire.shops.Platform#telling")
  void aPaidOrderCommitsWithItsFirstWebhookAndOneFetch(Platform platform) {
    Story story = new Story(platform, 1);
    story.place(Purchase.Tender.CARD);
    story.clock.advance(Duration.ofSeconds(8));
    story.deliver(story.firstOrderWebhook());
    story.work();
    List<EventType> types = story.eventTypes();
    Descriptor facts = Connectors.find(new PlatformId(platform.id())).orElseThrow().descriptor();
    if (facts.webhooks().depth() == Descriptor.Depth.ID_ONLY) {
      assertThat(types).containsExactly(EventType.ORDER_PENDING);
      story.clock.advance(facts.settling().time());
      story.work();
      types = story.eventTypes().subList(1, story.eventTypes().size());
    }
    assertThat(types).containsExactly(EventType.ORDER_COMMITTED);
    assertThat(story.suite.isIdle()).as("nothing waits").isTrue();
  }

  /// Where nobody is told, a poll finds the order, and it is looked at again once it must have
  /// settled.
  @ParameterizedTest
  @MethodSource("silent")
  void aPaidOrderCommitsWithThePollThatFindsIt(Platform platform) {
    Story story = new Story(platform, 1);
    story.place(Purchase.Tender.CARD);
    assertThat(story.takeWebhooks()).isEmpty();
    story.poll();
    assertThat(story.eventTypes()).containsExactly(EventType.ORDER_COMMITTED);
    assertThat(story.suite.isIdle()).as("nothing waits").isTrue();
  }

  private static List<Platform> silent() {
    return Arrays.stream(Platform.values())
        .filter(platform -> !Platform.telling().contains(platform))
        .toList();
  }

  private static List<List<Integer>> permutations(int size) {
    if (size == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (List<Integer> shorter : permutations(size - 1)) {
      for (int place = 0; place <= shorter.size(); place++) {
        List<Integer> longer = new ArrayList<>(shorter);
        longer.add(place, size - 1);
        all.add(longer);
      }
    }
    return all;
  }

  /// One shop, one order, and the suite.
  private static final class Story {
    private final ManualClock clock = new ManualClock(START);
    private final RandomGenerator random;
    private final SimulatedShop shop;
    private final SimulatedSuite suite;
    private String order = "";

    Story(Platform platform, long seed) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      shop =
          SimulatedShop.open(
              platform,
              clock,
              RandomGeneratorFactory.of("L64X128MixRandom").create(1),
              Chaos.none());
      suite = new SimulatedSuite(List.of(shop), clock, Faults.NONE);
      suite.connect(shop);
    }

    void play(int step) {
      switch (step) {
        case 0 -> place(Purchase.Tender.CARD_PENDING);
        case 1 -> edit();
        case 2 -> done(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
        case 3 -> shipOne();
        case 4 ->
            done(
                new Action.Refund(
                    order, List.of(new Action.Portion(1, 1)), Optional.empty(), "one broken"));
        case 5 -> callOff();
        default -> throw new IllegalArgumentException("no step " + step);
      }
      clock.advance(Duration.ofSeconds(30));
    }

    private void place(Purchase.Tender tender) {
      Purchase purchase =
          Purchase.of(
                  Buyers.guest(Buyers.address(fixed()), fixed()),
                  Buyers.address(fixed()),
                  List.of(Item.of(Catalogue.MUG, 3), Item.of(Catalogue.TOWEL, 2)))
              .change()
              .tender(tender)
              .done();
      order = done(new Action.Place(purchase));
    }

    private static RandomGenerator fixed() {
      return RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    }

    /// Where an edit makes another order, the story goes on with that one.
    private void edit() {
      order = done(new Action.AddLine(order, Item.of(Catalogue.BOTTLE, 1)));
      order = done(new Action.RemoveLine(order, 0, 1));
    }

    private void shipOne() {
      done(
          new Action.Ship(
              order,
              List.of(new Action.Portion(0, 1)),
              Optional.of(
                  new Action.Tracking("PostNL", "3STEST1", "https://tracking.example/3STEST1"))));
    }

    /// Shopify cancels nothing of which parcels are under way: there the rest is refunded.
    private void callOff() {
      switch (shop.shop().act(new Action.Cancel(order, "customer"))) {
        case ActionResult.Done ignored -> {
          // cancelled
        }
        case ActionResult.Refused ignored ->
            done(new Action.Refund(order, List.of(), Optional.empty(), "called off"));
      }
    }

    private String done(Action action) {
      return shop.shop().act(action).id();
    }

    List<Attempt> takeWebhooks() {
      return shop.shop().due();
    }

    /// Shops tell of the buyer's new account or the checkout too.
    Attempt firstOrderWebhook() {
      return takeWebhooks().stream()
          .filter(attempt -> attempt.resource().equals(order))
          .findFirst()
          .orElseThrow();
    }

    void deliver(Attempt attempt) {
      shop.shop().report(attempt, suite.deliver(attempt));
    }

    void poll() {
      clock.advance(Duration.ofMinutes(5));
      suite.plan();
      work();
    }

    void work() {
      while (suite.hasWork()) {
        suite.poll();
        suite.normalize();
        suite.dispatch();
      }
    }

    void settle() {
      work();
      for (int round = 0; round < 6; round++) {
        clock.advance(Duration.ofMinutes(16));
        suite.plan();
        work();
      }
    }

    List<LedgerEntry> versions() {
      StoreId store = new StoreId(shop.storeId());
      return suite.ledger.history(new Subject(store, Subject.Kind.ORDER, order), 1, 1000);
    }

    List<EventType> eventTypes() {
      return versions().stream().map(entry -> entry.event().type()).toList();
    }

    Order check(String what) {
      List<LedgerEntry> versions = versions();
      assertThat(versions).as(what).isNotEmpty();
      assertThat(versions.stream().map(entry -> entry.event().type()))
          .as(what)
          .containsOnlyOnce(EventType.ORDER_COMMITTED);
      long before = 0;
      for (LedgerEntry entry : versions) {
        assertThat(entry.version()).as(what).isEqualTo(++before);
        everyVersion(orderOf(entry), what + ", version " + entry.version());
      }
      List<Long> announced =
          suite.bus.events().stream()
              .filter(event -> event.type() != EventType.STORE_HEALTH_CHANGED)
              .map(Event::detail)
              .filter(detail -> detail.data() instanceof EventData.OrderChange)
              .map(Event.Detail::metadata)
              .filter(metadata -> metadata.eventId().contains("/order/" + order + "/"))
              .map(EventMetadata::sequence)
              .toList();
      assertThat(announced).as(what).isSorted().doesNotHaveDuplicates();
      Order end = orderOf(versions.getLast());
      assertThat(end.shipments()).as(what).hasSize(1);
      assertThat(
              end.lifecycle().cancellation().is(CancellationState.CANCELLED)
                  || end.lifecycle().payment().is(PaymentState.REFUNDED))
          .as("%s: %s", what, end.lifecycle())
          .isTrue();
      return end;
    }

    private static void everyVersion(Order order, String what) {
      assertThat(order.totals().state())
          .as("%s: %s", what, order.totals())
          .isNotEqualTo(TotalsState.UNEXPLAINED);
      assertThat(order.findings().stream().map(Finding::code))
          .as(what)
          .doesNotContain("inconsistent_quantity", "repeated_child", "unknown_status");
      for (Stream<String> ids :
          List.of(
              order.payments().stream().map(Payment::id),
              order.shipments().stream().map(Shipment::id),
              order.refunds().stream().map(Refund::id))) {
        assertThat(ids).as(what).doesNotHaveDuplicates();
      }
      if (order.commitment().state() == CommitmentState.COMMITTED) {
        assertThat(order.commitment().evidence()).as(what).isNotEmpty();
      }
    }

    private static Order orderOf(LedgerEntry entry) {
      return ((EventData.OrderChange) entry.event().detail().data()).order().orElseThrow();
    }
  }
}
