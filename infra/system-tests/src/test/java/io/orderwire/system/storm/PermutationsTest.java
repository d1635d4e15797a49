package io.orderwire.system.storm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventType;
import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.system.storm.CartState.Essence;
import io.orderwire.system.storm.Postman.Letter;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.Permutations;
import io.orderwire.testkit.TestWebhooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// In whatever order up to six versions of an order arrive, and whatever arrives twice: what is
/// identical is written in the decision record on arrival orders, and proved here.
class PermutationsTest {
  private static final int MOST = 6;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final ReadPolicy[] POLICIES = {ReadPolicy.CONFIRM, ReadPolicy.PAYLOAD};

  /// The life of one order. From the fourth state on there is evidence that commits it.
  private static final List<CartState> LIFE = life();

  private final LongAdder arrivals = new LongAdder();
  private final LongAdder runs = new LongAdder();

  private static List<CartState> life() {
    CartState first = new CartState("o1", NOON, "pending", false, false, false, 1000, 0, false, "");
    List<CartState> states = new ArrayList<>(List.of(first));
    states.add(first.costing(1250));
    states.add(states.getLast().paying("authorized", true));
    states.add(states.getLast().paying("paid", true));
    states.add(states.getLast().costing(1500));
    states.add(states.getLast().sent());
    return IntStream.range(0, MOST)
        .mapToObj(index -> states.get(index).at(NOON.plusSeconds(60L * index)))
        .toList();
  }

  @Test
  void everyArrivalOrderEndsTheSame() {
    for (ReadPolicy policy : POLICIES) {
      for (int length = 1; length <= MOST; length++) {
        arrive(LIFE.subList(0, length), policy);
      }
    }
    System.out.printf(
        "permutations: %d arrival orders of up to %d versions, %d with duplicates%n",
        arrivals.sum(), MOST, runs.sum());
  }

  private void arrive(List<CartState> life, ReadPolicy policy) {
    String end = content(played(life, life, policy));
    Map<List<Integer>, List<String>> eventsByRecords = new ConcurrentHashMap<>();
    Permutations.of(life).parallelStream()
        .forEach(arrival -> arrive(arrival, life, new Expected(policy, end, eventsByRecords)));
  }

  /// What every arrival of one life must come to.
  private record Expected(
      ReadPolicy policy, String end, Map<List<Integer>, List<String>> eventsByRecords) {}

  private void arrive(List<CartState> arrival, List<CartState> life, Expected expected) {
    ReadPolicy policy = expected.policy();
    arrivals.increment();
    StormWorld once = played(life, arrival, policy);
    String what = policy + " " + arrival.stream().map(each -> life.indexOf(each) + 1).toList();
    assertThat(content(once)).as(what).isEqualTo(expected.end());
    assertThat(essences(once)).as(what).isEqualTo(expected(life, arrival, policy));
    assertCommittedOnce(once, life, what);
    List<String> events = events(once);
    List<String> before = expected.eventsByRecords().putIfAbsent(records(life, arrival), events);
    assertThat(events).as(what).isEqualTo(before == null ? events : before);
    for (List<CartState> twice : withDuplicates(arrival)) {
      runs.increment();
      assertThat(events(played(life, twice, policy))).as(what).isEqualTo(events);
    }
  }

  /// One of them again at the end, or all of them again.
  private static List<List<CartState>> withDuplicates(List<CartState> arrival) {
    List<List<CartState>> all = new ArrayList<>();
    for (CartState again : arrival) {
      List<CartState> twice = new ArrayList<>(arrival);
      twice.add(again);
      all.add(twice);
    }
    List<CartState> everything = new ArrayList<>(arrival);
    everything.addAll(arrival);
    all.add(everything);
    return all;
  }

  /// The versions newer than all that arrived before them.
  private static List<Integer> records(List<CartState> life, List<CartState> arrival) {
    List<Integer> records = new ArrayList<>();
    for (CartState state : arrival) {
      int version = life.indexOf(state);
      if (records.isEmpty() || version > records.getLast()) {
        records.add(version);
      }
    }
    return records;
  }

  /// What is recorded: every record of the arrival order, until one would commit and the cart is
  /// asked; its answer is the newest state, after which nothing is news.
  private static List<Essence> expected(
      List<CartState> life, List<CartState> arrival, ReadPolicy policy) {
    List<Essence> essences = new ArrayList<>();
    for (int version : records(life, arrival)) {
      boolean asks = policy == ReadPolicy.CONFIRM && life.get(version).payment().equals("paid");
      essences.add((asks ? life.getLast() : life.get(version)).essence());
      if (asks) {
        break;
      }
    }
    return essences;
  }

  private static StormWorld played(
      List<CartState> life, List<CartState> arrival, ReadPolicy policy) {
    Swarm calm = new Swarm(1, EnumSet.allOf(Trouble.class));
    ManualClock clock = new ManualClock(NOON.plusSeconds(3600));
    StormWorld world =
        new StormWorld(
            calm,
            new Design() {
              @Override
              public Policies policies(Policies right) {
                return new Policies(
                    policy,
                    right.authorizedIsSecured(),
                    right.offlineMethods(),
                    right.announceDrafts(),
                    right.acceptTestOrders(),
                    right.varianceTolerance(),
                    right.holdUnexplained());
              }
            },
            clock,
            new Journal(clock, false));
    life.forEach(world.cart::add);
    for (CartState state : arrival) {
      assertThat(world.receive(letter(state))).isEqualTo(200);
      world.normalize(1);
    }
    world.dispatch();
    return world;
  }

  private static Letter letter(CartState state) {
    // As rich as a fetch: what dialects leave out is the contract's rule C11.
    byte[] body = CartState.bytes(state.whole());
    Delivery signed = TestWebhooks.signed("order", body, Postman.SECRET);
    Map<String, String> headers = new TreeMap<>(signed.headers().values());
    headers.put("x-test-triggered", state.updated().toString());
    return new Letter(
        state, new Delivery("POST", new Headers(headers), "", body), NOON, 0, true, false);
  }

  private static List<Essence> essences(StormWorld world) {
    return orders(world).stream().map(OrderHistory::order).map(OrderHistory::essence).toList();
  }

  private static List<LedgerEntry> orders(StormWorld world) {
    return world.ledger.stream(0).stream()
        .filter(entry -> entry.subject().kind() == Subject.Kind.ORDER)
        .toList();
  }

  private static List<String> events(StormWorld world) {
    return world.bus.events().stream().map(Event::detail).map(Json::text).toList();
  }

  private static void assertCommittedOnce(StormWorld world, List<CartState> life, String what) {
    long commits =
        world.ledger.stream(0).stream()
            .filter(entry -> entry.event().type() == EventType.ORDER_COMMITTED)
            .count();
    assertThat(commits).as(what).isEqualTo(life.getLast().payment().equals("paid") ? 1 : 0);
  }

  /// The newest version without how it came about.
  private static String content(StormWorld world) {
    LedgerEntry newest = orders(world).getLast();
    Order order = OrderHistory.order(newest);
    ObjectNode json = (ObjectNode) Json.toTree(order);
    json.remove(Set.of("version", "source"));
    ((ObjectNode) json.get("commitment")).remove(Set.of("since", "evidence"));
    return Json.text(json);
  }
}
