package io.orderwire.engine;

import io.orderwire.connector.Connector;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Read;
import io.orderwire.model.Revision;
import io.orderwire.model.Source;
import io.orderwire.port.Store;
import java.time.Instant;
import java.util.Optional;

/// Where a document comes from: the store and the connector that read it, how it was obtained, and
/// the receipt that brought it.
public record Provenance(Store store, Connector connector, Read read, String receiptId) {

  PlatformId platform() {
    return connector.descriptor().id();
  }

  /// The source of a version; its raw key is named once the document is archived.
  Source source(Instant updatedAt, Optional<Long> sequence, String contentHash) {
    return new Source(
        new Revision(updatedAt, sequence, contentHash),
        read,
        Optional.empty(),
        receiptId,
        store.mapping().version(),
        connector.descriptor().connectorVersion());
  }
}
