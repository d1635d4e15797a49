package io.orderwire.normalizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import io.orderwire.model.Read;

/// A raw order or cart and how it was obtained. `bytes` are what is archived.
@SuppressWarnings("ArrayRecordComponent") // never compared; bodies are not copied
record Document(JsonNode tree, byte[] bytes, Read read) {

  static Document fetched(JsonNode tree) {
    return new Document(tree, Json.bytes(tree), Read.FETCHED);
  }
}
