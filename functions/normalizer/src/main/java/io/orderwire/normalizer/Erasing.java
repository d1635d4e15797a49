package io.orderwire.normalizer;

import io.orderwire.engine.People;
import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.ErasureRequest;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Erasures.Erasure;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Carries out a request to be forgotten. Every step can be done again; the message that asks for
/// it is acknowledged after the last one, so a crash anywhere only means that it comes again.
///
/// It is gone through twice: what another process had in hand the first time has come to rest by
/// the second.
final class Erasing {
  private static final Duration REST = Duration.ofMinutes(15);
  private static final int PAGE = 50;

  private final World world;
  private final SubjectEraser subjects;
  private final PersonEraser persons;
  private final Leftovers leftovers;
  private final Salvage salvage;
  private final Latecomers latecomers;
  private final People people;

  Erasing(World world, Salvage salvage) {
    this.world = world;
    this.salvage = salvage;
    this.persons = new PersonEraser(world);
    this.subjects = new SubjectEraser(world, persons);
    this.leftovers = new Leftovers(world);
    this.latecomers = new Latecomers(world);
    this.people = new People(world.customers(), world.ledger(), world.clock());
  }

  /// Carries out what the body of this message asks for.
  Outcome asked(Receipt receipt) {
    ErasureRequest request =
        receipt
            .message()
            .body()
            .inline()
            .map(bytes -> Json.read(bytes, ErasureRequest.class))
            .orElseThrow(() -> new IllegalStateException("a request to erase has no body"));
    return carryOut(receipt, request);
  }

  Outcome carryOut(Receipt receipt, ErasureRequest request) {
    StoreId store = receipt.store().id();
    Erasure erasure =
        world
            .erasures()
            .find(store, receipt.id())
            .orElseGet(() -> Erasure.asked(store, receipt.id(), request, now()));
    world.erasures().save(erasure);
    Erasure done =
        request.everything() ? wholeStore(receipt, erasure) : some(receipt, request, erasure);
    if (done.cursor().isPresent()) {
      world.erasures().save(done);
      world.intake().send(message(receipt, request));
      return Outcome.of(What.HELD, "the erasure goes on");
    }
    boolean again = request.round() == 0;
    if (again) {
      world.intake().sendLater(message(receipt, request.inRound(1)), REST);
    }
    world.erasures().save(done.completed(now()));
    return Outcome.of(
        What.RECORDED,
        "erased %d orders and %d carts".formatted(done.orders().size(), done.carts().size()));
  }

  /// Who is meant is written down before anything is erased: afterwards nothing tells any more.
  private Erasure some(Receipt receipt, ErasureRequest request, Erasure erasure) {
    StoreId store = receipt.store().id();
    Meant meant = Meant.of(store, request, subjects.country(store, erasure.orders()), people);
    Set<String> orders = new LinkedHashSet<>(erasure.orders());
    Set<String> carts = new LinkedHashSet<>(erasure.carts());
    Set<String> traits = new LinkedHashSet<>(erasure.traits());
    meant.traits().forEach(trait -> traits.add(trait.key()));
    for (Cluster person : meant.persons()) {
      person.profiles().forEach(profile -> named(store, profile.id(), orders, carts));
    }
    traits.forEach(key -> named(store, key, orders, carts));
    orders.forEach(order -> subjects.cartOf(store, order).ifPresent(carts::add));
    Erasure known = erasure.naming(orders, carts, traits);
    world.erasures().save(known);
    meant.traits().forEach(trait -> latecomers.remember(store, trait, erasure.requestedAt()));
    List<Subject> all = subjects(known);
    all.forEach(subject -> world.erasures().mark(subject, erasure.requestedAt()));
    // What goes by e-mail addresses and numbers goes first: the orders take them along.
    leftovers.purge(
        new Leftovers.Whose(receipt, new LinkedHashSet<>(all), meant.traits()), salvage);
    all.forEach(subject -> subjects.erase(receipt, subject));
    meant.persons().forEach(person -> persons.forget(store, person));
    traits.forEach(key -> world.customers().remove(store, key));
    return known;
  }

  private void named(StoreId store, String by, Set<String> orders, Set<String> carts) {
    for (Subject subject : world.customers().mentions(store, by)) {
      if (subject.kind() == Subject.Kind.ORDER) {
        orders.add(subject.id());
      } else {
        carts.add(subject.id());
      }
    }
  }

  private static List<Subject> subjects(Erasure erasure) {
    List<Subject> all = new ArrayList<>();
    erasure.orders().forEach(id -> all.add(new Subject(erasure.storeId(), Subject.Kind.ORDER, id)));
    erasure.carts().forEach(id -> all.add(new Subject(erasure.storeId(), Subject.Kind.CART, id)));
    return all;
  }

  /// Page by page over orders, then over carts; the cursor stands in the record.
  private Erasure wholeStore(Receipt receipt, Erasure erasure) {
    latecomers.rememberAll(receipt.store().id(), erasure.requestedAt());
    Erasure at = erasure;
    for (Subject.Kind kind : List.of(Subject.Kind.ORDER, Subject.Kind.CART)) {
      String word = kind.name() + " ";
      if (at.cursor().filter(cursor -> !cursor.startsWith(word)).isPresent()) {
        continue;
      }
      Optional<String> cursor =
          at.cursor().map(text -> text.substring(word.length())).filter(text -> !text.isEmpty());
      do {
        if (now().isAfter(receipt.deadline())) {
          return at;
        }
        ChangePage page =
            world.ledger().changedSince(receipt.store().id(), kind, Instant.EPOCH, cursor, PAGE);
        page.changes().stream()
            .map(Change::subject)
            .distinct()
            .filter(subject -> !subjects.isErased(subject))
            .forEach(
                subject -> {
                  world.erasures().mark(subject, erasure.requestedAt());
                  subjects.erase(receipt, subject);
                });
        cursor = page.nextCursor();
        at = at.at(cursor.map(word::concat));
      } while (cursor.isPresent());
      at = at.at(kind == Subject.Kind.ORDER ? Optional.of("CART ") : Optional.empty());
    }
    world.archive().erase(RawKeys.ofStore(receipt.store().id()));
    leftovers.purgeStore(receipt.store().id());
    return at;
  }

  /// Asks for it by a message of its own.
  static IntakeMessage message(Receipt receipt, ErasureRequest request) {
    return new IntakeMessage(
        receipt.store().id(),
        IntakeKind.ERASE,
        Cause.ERASE,
        receipt.id(),
        receipt.message().receivedAt(),
        Map.of(),
        Body.of(Json.bytes(request)),
        Optional.empty(),
        0,
        false,
        receipt.message().traceId());
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
