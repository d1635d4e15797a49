package io.orderwire.system.storm;

import io.orderwire.engine.People;
import io.orderwire.engine.StoreHealth;
import io.orderwire.engine.Traits;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Cart;
import io.orderwire.model.CartComparison;
import io.orderwire.model.CartState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.port.Customers;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.system.storm.Postman.Letter;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryLedger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What must hold of carts, of people and of subscriptions when all is quiet again.
final class VisitorInvariants {
  private static final int AROUND = 80;
  private static final StoreHealth.Trigger TRIGGER =
      new StoreHealth.Trigger(Cause.POLL, "", Optional.empty());

  private final StormWorld world;
  private final Visitors visitors;
  private final Map<Subject, List<LedgerEntry>> recorded =
      new TreeMap<>(Comparator.comparing(Subject::key));

  VisitorInvariants(StormWorld world) {
    this.world = world;
    this.visitors = world.cart.trader().visitors();
    for (LedgerEntry entry : world.ledger.stream(0)) {
      recorded.computeIfAbsent(entry.subject(), subject -> new ArrayList<>()).add(entry);
    }
  }

  void check() {
    if (world.swarm.has(Trouble.CARTS)) {
      newestCarts().forEach(this::cartIsRight);
    }
    if (world.swarm.has(Trouble.REDACT)) {
      nothingIsLeftOfWhoIsForgotten();
      deadLettersOfOthersStay();
    } else if (world.swarm.has(Trouble.PEOPLE)) {
      peopleAreWhatOrdersSay();
    }
    if (world.swarm.has(Trouble.UNSUBSCRIBED) && !world.postman.isSubscribed()) {
      throw new Broken("subscriptions stand again", "the shop sends nothing");
    }
  }

  /// Of each cart the newest state that was let in.
  private Map<String, io.orderwire.system.storm.CartState> newestCarts() {
    Map<String, io.orderwire.system.storm.CartState> newest = new TreeMap<>();
    for (Letter letter : world.accepted) {
      if (letter.isOfCart()) {
        newest.merge(
            letter.state().id(),
            letter.state(),
            (one, other) -> one.updated().isAfter(other.updated()) ? one : other);
      }
    }
    return newest;
  }

  private void cartIsRight(String id, io.orderwire.system.storm.CartState told) {
    List<LedgerEntry> versions =
        recorded.getOrDefault(new Subject(StormWorld.STORE, Subject.Kind.CART, id), List.of());
    if (versions.isEmpty()) {
      throw new Broken("no cart is lost", told.toString());
    }
    Cart held = cart(versions.getLast());
    if (!held.updatedAt().equals(told.updated())
        || !held.totals().grandTotal().amount().toPlainString().equals(told.amount())) {
      throw new Broken(
          "the newest cart is the last one that was told", told + ", held " + held.updatedAt());
    }
    endsRight(held, versions);
    livesRight(id, versions);
  }

  /// Converted if an order names it, however late that came, else abandoned.
  private void endsRight(Cart held, List<LedgerEntry> versions) {
    Optional<String> order = visitors.orderOf(held.ref().externalId().value());
    CartState end = order.isPresent() ? CartState.CONVERTED : CartState.ABANDONED;
    if (held.state() != end || !held.orderId().map(each -> each.value()).equals(order)) {
      throw new Broken(
          "a cart ends as its order or abandoned",
          held.ref() + " of " + order + " is " + held.state() + " of " + held.orderId());
    }
    long conversions =
        versions.stream().filter(entry -> entry.event().type() == EventType.CART_CONVERTED).count();
    if (conversions != (order.isPresent() ? 1 : 0)) {
      throw new Broken("a cart is converted once", held.ref() + " " + conversions + " times");
    }
    order.ifPresent(
        id -> {
          Order placed = order(id);
          if (!placed.cartComparison().equals(Optional.of(new CartComparison(held.drift())))) {
            throw new Broken(
                "an order and its cart tell the same difference",
                held.drift() + ", order " + placed.cartComparison());
          }
        });
  }

  private static void livesRight(String id, List<LedgerEntry> versions) {
    Optional<CartState> before = Optional.empty();
    for (LedgerEntry entry : versions) {
      CartState state = cart(entry).state();
      if (before.equals(Optional.of(CartState.CONVERTED)) && state != CartState.CONVERTED) {
        throw new Broken("what was ordered stays so", id + " version " + entry.version());
      }
      boolean forgetting = entry.event().detail().metadata().cause() == Cause.ERASE;
      if (state == CartState.ABANDONED
          && before.equals(Optional.of(CartState.ABANDONED))
          && !forgetting) {
        throw new Broken("a cart is abandoned once", id + " version " + entry.version());
      }
      before = Optional.of(state);
    }
  }

  private static Cart cart(LedgerEntry entry) {
    return ((EventData.CartChange) entry.event().detail().data()).cart().orElseThrow();
  }

  private Order order(String id) {
    Subject subject = new Subject(StormWorld.STORE, Subject.Kind.ORDER, id);
    return OrderHistory.order(Optional.ofNullable(recorded.get(subject)).orElseThrow().getLast());
  }

  /// Who is one person does not depend on when which order was seen.
  private void peopleAreWhatOrdersSay() {
    Store store = world.stores.get(StormWorld.STORE).orElseThrow();
    InMemoryCustomers calm = new InMemoryCustomers();
    People expected = new People(calm, new InMemoryLedger(), world.clock);
    People held = new People(world.customers, world.ledger, world.clock);
    Map<String, Customers.Profile> profiles = profiles();
    profiles.values().forEach(profile -> expected.cluster(store, profile, TRIGGER));
    Map<String, String> there = new LinkedHashMap<>();
    Map<String, String> back = new LinkedHashMap<>();
    Map<String, Integer> persons = new LinkedHashMap<>();
    profiles.forEach(
        (order, profile) -> {
          String should = cluster(calm, expected, profile).map(Cluster::id).orElse("none");
          String is = cluster(world.customers, held, profile).map(Cluster::id).orElse("nobody");
          String one = there.computeIfAbsent(should, key -> is);
          String other = back.computeIfAbsent(is, key -> should);
          if (!one.equals(is) || !other.equals(should)) {
            throw new Broken("people are what their orders say", order + " of " + profile);
          }
          visitors
              .personOf(order)
              .filter(person -> !persons.computeIfAbsent(is, key -> person).equals(person))
              .ifPresent(
                  person -> {
                    throw new Broken("two people are never one", order + " of " + profile);
                  });
          Optional<String> said =
              order(order)
                  .buyer()
                  .customerCluster()
                  .flatMap(id -> held.resolve(StormWorld.STORE, id))
                  .map(Cluster::id);
          if (!said.equals(Optional.of(is))) {
            throw new Broken("an order names its person", order + " says " + said + ", not " + is);
          }
        });
    eachMergeIsToldOnce();
  }

  private Map<String, Customers.Profile> profiles() {
    Map<String, Customers.Profile> profiles = new LinkedHashMap<>();
    recorded.forEach(
        (subject, entries) -> {
          if (subject.kind() == Subject.Kind.ORDER && entries.getLast().announced()) {
            Order order = OrderHistory.order(entries.getLast());
            Traits.profile(order.buyer(), order.addresses(), Instant.EPOCH)
                .ifPresent(profile -> profiles.put(subject.id(), profile));
          }
        });
    return profiles;
  }

  private static Optional<Cluster> cluster(
      Customers customers, People people, Customers.Profile profile) {
    return customers
        .placement(StormWorld.STORE, profile.id())
        .flatMap(placed -> people.resolve(StormWorld.STORE, placed.clusterId()));
  }

  private void eachMergeIsToldOnce() {
    Set<EventData> told = new HashSet<>();
    for (LedgerEntry entry : world.ledger.stream(0)) {
      if (entry.event().detail().data() instanceof EventData.CustomerChange change
          && entry.event().type() == EventType.CUSTOMER_MERGED) {
        if (change.evidence().isEmpty()) {
          throw new Broken("a merge says by which evidence", entry.subject().key());
        }
        if (!told.add(change)) {
          throw new Broken("a merge is told once", entry.subject().key());
        }
      }
    }
  }

  /// Neither in the ledger nor in the archive, the queues, the customers or the requests.
  private void nothingIsLeftOfWhoIsForgotten() {
    String all = everything().toLowerCase(Locale.ROOT);
    for (String mark : Visitors.MARKS) {
      int at = all.indexOf(mark);
      if (at >= 0) {
        throw new Broken(
            "nothing is left of who is forgotten",
            all.substring(Math.max(0, at - AROUND), Math.min(all.length(), at + AROUND)));
      }
    }
    boolean done =
        world.erasures.list(StormWorld.STORE, 1).stream()
            .anyMatch(erasure -> erasure.completedAt().isPresent());
    if (!done) {
      throw new Broken("an erasure is completed", world.erasures.list(StormWorld.STORE, 1) + "");
    }
  }

  /// Of others nothing goes.
  private void deadLettersOfOthersStay() {
    for (IntakeMessage letter : world.stray) {
      String text = Json.text(letter).toLowerCase(Locale.ROOT);
      boolean hers =
          Stream.concat(Visitors.MARKS.stream(), Stream.of(Visitors.SHARED))
                  .anyMatch(text::contains)
              || letter.subject().filter(this::isForgotten).isPresent();
      if (!hers && !world.deadLetters.letters().contains(letter)) {
        throw new Broken("dead letters of others stay", text);
      }
    }
  }

  private boolean isForgotten(ExternalId id) {
    return recorded.containsKey(Subject.order(StormWorld.STORE, id))
        && order(id.value()).erasedAt().isPresent();
  }

  private String everything() {
    StringBuilder all = new StringBuilder();
    world.ledger.stream(0)
        .forEach(entry -> all.append(Json.text(entry.event())).append(entry.rawKey()));
    for (String key : world.archive.list("", Integer.MAX_VALUE)) {
      all.append('\n').append(key).append(' ');
      all.append(new String(world.archive.get(key).orElseThrow(), StandardCharsets.UTF_8));
    }
    all.append("\ncustomers ").append(world.customers.everything());
    world.intake.queue().messages().forEach(each -> all.append("\nqueue ").append(Json.text(each)));
    world.deadLetters.letters().forEach(each -> all.append("\ndead ").append(Json.text(each)));
    world
        .erasures
        .list(StormWorld.STORE, Integer.MAX_VALUE)
        .forEach(each -> all.append("\nerasure ").append(Json.text(each)));
    return all.toString();
  }
}
