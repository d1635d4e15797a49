package io.orderwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Listing;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Listings end and miss nothing: C10. Every connector honours the store option `page_size`.
interface FeedRules extends ContractSubject {
  Instant START = Instant.parse("2026-05-04T10:00:00Z");
  int ORDERS = 23;
  int MOST_PAGES = 400;
  int SEEDS = 20;

  @TestFactory
  default Stream<DynamicTest> c10PagingCoversTheWindow() {
    if (optOuts().containsKey(Rule.C10)) {
      return Stream.empty();
    }
    return IntStream.of(1, 2, 3, 5, 8, 22, 23, 24, 100)
        .boxed()
        .flatMap(
            size ->
                Stream.of("distinct", "ties", "moving")
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                "pages of " + size + ", " + kind,
                                () -> {
                                  for (long seed = 1; seed <= SEEDS; seed++) {
                                    covers(connector().feed().orders(), size, kind, seed);
                                    covers(connector().feed().outline(), size, kind, seed);
                                  }
                                })));
  }

  private void covers(Listing listing, int size, String kind, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    TreeMap<String, Instant> orders = new TreeMap<>();
    for (int number = 0; number < ORDERS; number++) {
      int second = kind.equals("ties") ? random.nextInt(4) : number * 7 + random.nextInt(7);
      orders.put(Integer.toString(1000 + number), START.plusSeconds(second));
    }
    Instant from = START.plusSeconds(random.nextInt(20));
    Map<String, Instant> atStart = new LinkedHashMap<>(orders);
    Runnable betweenPages = () -> {};
    if (kind.equals("moving")) {
      betweenPages = () -> moveOne(orders, random);
    }
    Set<String> listed =
        list(listing, size, new Window(from, Optional.empty()), orders, betweenPages);
    Set<String> due = new TreeSet<>();
    atStart.forEach(
        (id, at) -> {
          if (!at.isBefore(from)) {
            due.add(id);
          }
        });
    assertThat(listed).as("seed %d, page size %d, %s", seed, size, kind).containsAll(due);
  }

  private static void moveOne(SortedMap<String, Instant> orders, RandomGenerator random) {
    List<String> ids = new ArrayList<>(orders.keySet());
    String moved = ids.get(random.nextInt(ids.size()));
    Instant latest = orders.values().stream().max(Instant::compareTo).orElse(START);
    orders.put(moved, latest.plus(Duration.ofSeconds(random.nextInt(2))));
  }

  private Set<String> list(
      Listing listing,
      int size,
      Window window,
      SortedMap<String, Instant> orders,
      Runnable betweenPages) {
    StoreContext store = store(Map.of("page_size", Integer.toString(size)));
    Set<String> listed = new TreeSet<>();
    Optional<CartCall> next = Optional.of(listing.first(window, store));
    int moves = ORDERS;
    for (int pages = 0; next.isPresent(); pages++) {
      assertThat(pages).as("paging must end").isLessThan(MOST_PAGES);
      CartReply reply = listedPlatform().answer(next.get(), orders);
      assertThat(connector().feed().fault(reply)).isEmpty();
      Page page = listing.read(next.get(), reply, store);
      page.rows().forEach(row -> listed.add(row.id().value()));
      next = page.next();
      if (moves-- > 0) {
        betweenPages.run();
      }
    }
    return listed;
  }
}
