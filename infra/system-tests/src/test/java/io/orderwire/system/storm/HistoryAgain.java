package io.orderwire.system.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.Remaps;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whoever changes the store's mapping and has its history made again. One of its two mappings
/// names fields of the store's own: the total that each document states, and the warehouse that
/// only whole ones do.
final class HistoryAgain {
  private static final String WORTH = "worth";
  private static final String WAREHOUSE = "warehouse";
  private static final int NAMING = 2;
  private static final int PLAIN = 1;

  private final StormWorld world;

  HistoryAgain(StormWorld world) {
    this.world = world;
  }

  /// Makes the other mapping active, and asks for the history.
  void another() {
    Store store = store();
    StoreMapping held = store.mapping();
    boolean names = held.version() == PLAIN;
    StoreMapping other =
        new StoreMapping(
            names ? NAMING : PLAIN,
            held.payment(),
            held.fulfilment(),
            held.cancellation(),
            names ? Map.of(WORTH, "/stated", WAREHOUSE, "/warehouse") : Map.of(),
            held.policies());
    world.stores.update(store.withMapping(other));
    world.journal.note(() -> "mapping " + other.version() + " is active");
    again();
  }

  void again() {
    Remaps.Asked asked =
        new Remaps(world.stores)
            .ask(StormWorld.STORE, store().mapping().version(), world.clock.instant());
    world.intake.send(Remaps.message(asked.remap(), world.clock.instant(), Optional.empty()));
  }

  private Store store() {
    return world.stores.get(StormWorld.STORE).orElseThrow();
  }

  /// When all is quiet every order says what the mapping of today makes of it, and making it again
  /// adds nothing.
  void check(Runnable untilIdle) {
    boolean names = store().mapping().version() == NAMING;
    newest()
        .forEach(
            (subject, order) -> {
              check(subject, order, WORTH, names ? Optional.of(worth(order)) : Optional.empty());
              check(
                  subject,
                  order,
                  WAREHOUSE,
                  names && wasEverWhole(subject)
                      ? Optional.of(CartState.warehouse(subject.id()))
                      : Optional.empty());
            });
    long size = world.ledger.size();
    again();
    untilIdle.run();
    if (world.ledger.size() != size) {
      throw new Broken(
          "history that is made again twice stays as it is",
          "%d versions more".formatted(world.ledger.size() - size));
    }
  }

  private static void check(Subject subject, Order order, String name, Optional<String> expected) {
    Optional<FieldValue> held =
        order.customFields().stream()
            .filter(field -> field.name().equals(name))
            .map(CustomField::value)
            .findFirst();
    if (!held.equals(expected.map(FieldValue.Text::new))) {
      throw new Broken(
          "every order is made with the mapping of today",
          "%s: %s is %s instead of %s".formatted(subject.key(), name, held, expected));
    }
  }

  private boolean wasEverWhole(Subject subject) {
    return world.ledger.history(subject, 1, Integer.MAX_VALUE).stream()
        .flatMap(entry -> entry.rawKey().stream())
        .flatMap(key -> world.archive.get(key).stream())
        .anyMatch(payload -> new String(payload, UTF_8).contains(WAREHOUSE));
  }

  /// Of who was forgotten nothing can be made again.
  private Map<Subject, Order> newest() {
    Map<Subject, Order> newest = new LinkedHashMap<>();
    for (LedgerEntry entry : world.ledger.stream(0)) {
      if (entry.subject().kind() == Subject.Kind.ORDER) {
        newest.put(entry.subject(), OrderHistory.order(entry));
      }
    }
    newest.values().removeIf(order -> order.erasedAt().isPresent());
    return newest;
  }

  private static String worth(Order order) {
    return order.totals().display().grandTotal().amount().toPlainString();
  }
}
