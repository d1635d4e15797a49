package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;

/// Raw document to canonical content. Total: never throws, whatever the document.
public interface OrderMapper {

  Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads);

  default Mapping<PlatformOrder> map(JsonNode document, StoreContext store) {
    return map(document, store, RawReads.UNTRACKED);
  }
}
