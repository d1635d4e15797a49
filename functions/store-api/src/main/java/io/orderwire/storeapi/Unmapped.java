package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Explainer;
import io.orderwire.engine.PayloadShape;
import io.orderwire.port.LedgerEntry;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  record Sample(String externalId, long version, String rawKey, String pointer) {
    static Sample of(LedgerEntry entry, String rawKey) {
      return new Sample(entry.subject().id(), entry.version(), rawKey, "");
    }

    Sample at(String newPointer) {
      return new Sample(externalId, version, rawKey, newPointer);
    }
  }

  /// An archived payload, and the version that was made of it.
  ///
  /// @param sample of it, at no place yet
  record Payload(Sample sample, JsonNode document) {}

  /// Where such values are.
  private static final class Place {
    private final Sample first;
    private int payloads;
    private int values;
    private String latest = "";

    Place(Sample first) {
      this.first = first;
    }

    void add(Sample sample) {
      payloads += latest.equals(sample.rawKey()) ? 0 : 1;
      latest = sample.rawKey();
      values++;
    }

    Item item(String path) {
      return new Item(path, payloads, values, first);
    }
  }

  /// @param payloads are looked through one by one, and none of them is kept
  static Unmapped of(Connected store, Stream<Payload> payloads) {
    Explainer explainer = new Explainer(store.connector().orders(), store.store().context());
    Map<String, Place> places = new TreeMap<>();
    int looked = 0;
    for (Iterator<Payload> each = payloads.iterator(); each.hasNext(); ) {
      Payload payload = each.next();
      Optional<List<String>> unread = explainer.unread(payload.document());
      looked += unread.isPresent() ? 1 : 0;
      for (String pointer : unread.orElse(List.of())) {
        Sample sample = payload.sample().at(pointer);
        places
            .computeIfAbsent(PayloadShape.general(pointer), none -> new Place(sample))
            .add(sample);
      }
    }
    return new Unmapped(
        looked,
        places.entrySet().stream()
            .map(place -> place.getValue().item(place.getKey()))
            .sorted(Comparator.comparingInt(Item::payloads).reversed().thenComparing(Item::path))
            .toList());
  }
}
