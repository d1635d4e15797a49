package io.orderwire.storeapi;

import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.Reprojection;
import io.orderwire.engine.Reprojection.Result;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.MappingPreview.Item;
import io.orderwire.storeapi.MappingPreview.Skipped;
import io.orderwire.storeapi.MappingPreview.Worth;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the latest orders of a store again with a mapping, to compare. Nothing is written and the
/// cart is not asked.
final class MappingPreviews {
  /// An answer may take half a minute; one order more may take some seconds.
  static final Duration TIME = Duration.ofSeconds(20);

  private final World world;
  private final Paging paging;

  MappingPreviews(World world) {
    this.world = world;
    this.paging = new Paging(world.ledger());
  }

  /// @param limit how many orders are looked at, unless time runs out
  MappingPreview of(Connected found, StoreMapping mapping, Optional<Integer> version, int limit) {
    Instant end = world.clock().instant().plus(TIME);
    Store store = found.store();
    Reprojection reprojection =
        new Reprojection(
            world.ledger(), world.archive(), found.connector(), store.withMapping(mapping));
    Comparison comparison = new Comparison();
    List<LedgerEntry> latest = latest(store, limit);
    int looked = 0;
    while (looked < latest.size() && world.clock().instant().isBefore(end)) {
      LedgerEntry entry = latest.get(looked++);
      comparison.add(entry, reprojection.of(entry));
    }
    return new MappingPreview(
        version,
        store.mapping().version(),
        looked,
        looked == latest.size(),
        comparison.changed,
        (int) comparison.items.stream().filter(Item::waitsForCart).count(),
        comparison.worths(),
        comparison.items,
        comparison.skipped);
  }

  private List<LedgerEntry> latest(Store store, int limit) {
    return paging
        .latest(
            new Paging.Latest(
                store.id(),
                Subject.Kind.ORDER,
                Instant.EPOCH,
                line -> true,
                entry -> entry.order().isPresent(),
                Optional.empty(),
                limit))
        .entries();
  }

  private static final class Comparison {
    private final Map<String, Worth> worths = new TreeMap<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int changed;

    void add(LedgerEntry entry, Result result) {
      switch (result) {
        case Result.Impossible(String reason) ->
            skipped.add(new Skipped(entry.subject().id(), reason));
        case Result.Made made -> entry.order().ifPresent(recorded -> compare(recorded, made));
      }
    }

    private void compare(Order recorded, Result.Made made) {
      Money before = total(recorded);
      Money after = total(made.order());
      if (before.currency().equals(after.currency())) {
        worths.merge(
            before.currency().value(),
            new Worth(before, after, after.minus(before)),
            Comparison::sum);
      }
      if (made.isNews()) {
        changed++;
      }
      if (made.isNews() || made.waitsForCart()) {
        OrderDiff diff = OrderDiff.between(recorded, made.order());
        items.add(
            new Item(
                recorded.ref().externalId().value(),
                recorded.number(),
                recorded.version(),
                recorded.source().mappingVersion(),
                recorded.lifecycle().status(),
                made.order().lifecycle().status(),
                diff.changed(),
                diff.differences(),
                Optional.of(before)
                    .filter(each -> each.currency().equals(after.currency()))
                    .map(after::minus),
                made.waitsForCart()));
      }
    }

    private List<Worth> worths() {
      return List.copyOf(worths.values());
    }

    private static Worth sum(Worth one, Worth other) {
      return new Worth(
          one.before().plus(other.before()),
          one.after().plus(other.after()),
          one.by().plus(other.by()));
    }

    private static Money total(Order order) {
      return order.totals().display().grandTotal();
    }
  }
}
