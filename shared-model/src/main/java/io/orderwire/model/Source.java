package io.orderwire.model;

import java.util.Optional;

/// Where this version of an order comes from. `rawKey` names the archived payload in the raw
/// bucket; `receiptId` the delivery or poll row that brought it.
public record Source(
    Revision revision,
    Read read,
    Optional<String> rawKey,
    String receiptId,
    int mappingVersion,
    String connectorVersion) {

  /// The same source, its content hashed.
  public Source hashed(String contentHash) {
    return new Source(
        new Revision(revision.updatedAt(), revision.sequence(), contentHash),
        read,
        rawKey,
        receiptId,
        mappingVersion,
        connectorVersion);
  }
}
