package io.orderwire.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.endpoint.Json;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Reads `{"batchItemFailures": [{"itemIdentifier": …}]}`.
///
/// Source: Lambda developer guide: no list, an empty list and no answer at all mean success; an
/// empty or unknown identifier means that the whole batch failed.
final class ItemFailures {
  private ItemFailures() {}

  /// The identifiers that failed; empty when the whole batch did.
  static Optional<Set<String>> of(byte[] answer, Set<String> sent) {
    JsonNode list;
    try {
      list = Json.parse(answer).path("batchItemFailures");
    } catch (IOException _) {
      return Optional.empty();
    }
    Set<String> failed = new LinkedHashSet<>();
    for (JsonNode item : list) {
      String identifier = item.path("itemIdentifier").asText("");
      if (!sent.contains(identifier)) {
        return Optional.empty();
      }
      failed.add(identifier);
    }
    return Optional.of(failed);
  }
}
