package io.orderwire.normalizer;

import io.orderwire.engine.RawKeys;
import io.orderwire.model.Read;
import io.orderwire.port.Subject;
import java.util.Optional;

/// The raw payload of one document, archived once and before anything refers to it.
final class Archived {
  private final World world;
  private final Receipt receipt;
  private final Subject subject;
  private final Document document;
  private final boolean erased;
  private Optional<String> key = Optional.empty();

  /// @param erased nothing more of this subject is kept: its person was erased
  Archived(World world, Receipt receipt, Subject subject, Document document, boolean erased) {
    this.world = world;
    this.receipt = receipt;
    this.subject = subject;
    this.document = document;
    this.erased = erased;
  }

  boolean mayBeKept() {
    return !erased;
  }

  /// Where it lies; archives it if it does not yet. Empty if it must not be kept.
  Optional<String> key() {
    if (!mayBeKept()) {
      return Optional.empty();
    }
    if (key.isEmpty()) {
      String name =
          document.read() == Read.FETCHED
              ? RawKeys.fetched(subject, receipt.at(), receipt.id(), document.bytes())
              : RawKeys.payload(subject, receipt.at(), receipt.id());
      world.archive().put(name, document.bytes(), "application/json");
      key = Optional.of(name);
    }
    return key;
  }

  /// Every receipt is kept, redundant ones too; a document that Orderwire asked for itself is kept
  /// only where a version refers to it.
  void keepDelivered() {
    if (document.read() != Read.FETCHED) {
      key();
    }
  }
}
