package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;

/// Raw cart or checkout to canonical content. Total: never throws, whatever the document.
public interface CartMapper {

  Mapping<PlatformCart> map(JsonNode document, StoreContext store, RawReads reads);

  default Mapping<PlatformCart> map(JsonNode document, StoreContext store) {
    return map(document, store, RawReads.UNTRACKED);
  }
}
