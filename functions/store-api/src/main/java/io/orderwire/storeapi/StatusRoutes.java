package io.orderwire.storeapi;

import io.orderwire.connector.StatusTable;
import io.orderwire.connector.Statuses;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Order;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StatusesView.Table;
import io.orderwire.storeapi.StatusesView.Word;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Which words there are to map: the platform's own, and those that a shop or its plugins made up.
final class StatusRoutes {
  private static final int LOOKED_AT = 50;

  private final StoreLookup lookup;
  private final Paging paging;

  StatusRoutes(World world) {
    this.lookup = new StoreLookup(world);
    this.paging = new Paging(world.ledger());
  }

  void addTo(Router router) {
    router.route("GET", "v1/stores/{id}/statuses", this::show);
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    return lookup.with(values.get("id"), found -> ApiReply.ok(statuses(found)));
  }

  private StatusesView statuses(Connected found) {
    Statuses tables = found.connector().statuses();
    StoreMapping mapping = found.store().mapping();
    List<Order> orders = latest(found);
    return new StatusesView(
        orders.size(),
        table(
            PaymentState.values(),
            words(
                tables.payment(),
                mapping.payment(),
                seen(orders, each -> each.lifecycle().payment()))),
        table(
            FulfilmentState.values(),
            words(
                tables.fulfilment(),
                mapping.fulfilment(),
                seen(orders, each -> each.lifecycle().fulfilment()))),
        table(
            CancellationState.values(),
            words(
                tables.cancellation(),
                mapping.cancellation(),
                seen(orders, each -> each.lifecycle().cancellation()))));
  }

  private static Table table(Enum<?>[] states, List<Word> words) {
    return new Table(Arrays.stream(states).map(StatusRoutes::word).toList(), words);
  }

  private List<Order> latest(Connected found) {
    return paging
        .latest(
            new Paging.Latest(
                found.store().id(),
                Subject.Kind.ORDER,
                Instant.EPOCH,
                line -> true,
                entry -> true,
                Optional.empty(),
                LOOKED_AT))
        .entries()
        .stream()
        .flatMap(entry -> entry.order().stream())
        .toList();
  }

  private static Map<String, Integer> seen(List<Order> orders, Function<Order, Reading<?>> of) {
    Map<String, Integer> seen = new TreeMap<>();
    for (Order order : orders) {
      raw(of.apply(order)).ifPresent(word -> seen.merge(lower(word), 1, Integer::sum));
    }
    return seen;
  }

  private static Optional<String> raw(Reading<?> reading) {
    return switch (reading) {
      case Reading.Recognized<?> recognized -> recognized.raw();
      case Reading.Unrecognized<?>(String raw) -> Optional.of(raw);
    };
  }

  private static <T extends Enum<T>> List<Word> words(
      StatusTable<T> table, Map<String, T> mapped, Map<String, Integer> seen) {
    Set<String> all = new LinkedHashSet<>(table.words().keySet());
    all.addAll(mapped.keySet());
    all.addAll(seen.keySet());
    return all.stream()
        .map(
            word ->
                new Word(
                    word,
                    Optional.ofNullable(table.words().get(word)).map(StatusRoutes::word),
                    Optional.ofNullable(mapped.get(word)).map(StatusRoutes::word),
                    seen.getOrDefault(word, 0)))
        .toList();
  }

  private static String word(Enum<?> state) {
    return lower(state.name());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
