package io.orderwire.system.storm;

import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.Remaps;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whoever changes the store's mapping and has its history made again. One of its two mappings
/// names a field of the store's own: the total that each document states.
final class HistoryAgain {
  private static final String FIELD = "worth";
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
            names ? Map.of(FIELD, "/stated") : Map.of(),
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
    newest()
        .forEach(
            (subject, order) -> {
              Optional<CustomField> worth =
                  order.customFields().stream()
                      .filter(field -> field.name().equals(FIELD))
                      .findFirst();
              Optional<CustomField> expected =
                  store().mapping().version() == NAMING
                      ? Optional.of(worth(order))
                      : Optional.empty();
              if (!worth.equals(expected)) {
                throw new Broken(
                    "every order is made with the mapping of today",
                    "%s: %s instead of %s".formatted(subject.key(), worth, expected));
              }
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

  private static CustomField worth(Order order) {
    BigDecimal total = order.totals().display().grandTotal().amount();
    return new CustomField(FIELD, new FieldValue.Text(total.toPlainString()));
  }
}
