package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Explainer;
import io.orderwire.engine.PayloadShape;
import io.orderwire.port.LedgerEntry;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The values in payloads of a store of which nothing was made, by their places.
///
/// @param payloads how many were looked through: those behind the orders that changed last
/// @param items the most frequent first
record Unmapped(int payloads, List<Item> items) {
  Unmapped {
    items = List.copyOf(items);
  }

  /// @param path JSON pointer in which `*` stands for each element of an array and for each name
  /// that is no name of a schema
  /// @param payloads how many have such a value
  /// @param values how many such values they have
  record Item(String path, int payloads, int values, Sample sample) {}

  /// One such value.
  ///
  /// @param pointer JSON pointer into that payload
  record Sample(String externalId, long version, String rawKey, String pointer) {}

  /// An archived payload, and the version that was made of it.
  record Payload(LedgerEntry entry, String rawKey, JsonNode document) {}

  private record Found(Payload payload, String pointer) {}

  static Unmapped of(Connected store, List<Payload> payloads) {
    Explainer explainer = new Explainer(store.connector().orders(), store.store().context());
    Map<String, List<Found>> places = new TreeMap<>();
    int looked = 0;
    for (Payload payload : payloads) {
      Optional<List<String>> unread = explainer.unread(payload.document());
      looked += unread.isPresent() ? 1 : 0;
      for (String pointer : unread.orElse(List.of())) {
        places
            .computeIfAbsent(PayloadShape.general(pointer), none -> new ArrayList<>())
            .add(new Found(payload, pointer));
      }
    }
    return new Unmapped(
        looked,
        places.entrySet().stream()
            .map(place -> item(place.getKey(), place.getValue()))
            .sorted(Comparator.comparingInt(Item::payloads).reversed().thenComparing(Item::path))
            .toList());
  }

  private static Item item(String path, List<Found> found) {
    TreeSet<String> payloads = new TreeSet<>();
    found.forEach(each -> payloads.add(each.payload().rawKey()));
    Found first = found.getFirst();
    return new Item(
        path,
        payloads.size(),
        found.size(),
        new Sample(
            first.payload().entry().subject().id(),
            first.payload().entry().version(),
            first.payload().rawKey(),
            first.pointer()));
  }
}
