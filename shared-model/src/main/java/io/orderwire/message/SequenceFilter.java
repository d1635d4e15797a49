package io.orderwire.message;

/// Applies an event only when it is newer than the last one applied for its subject: the consumer's
/// side of "the bus does not order". `store` keeps the highest applied sequence per subject; it
/// must write only when the new one is greater, atomically, and say whether it wrote (a conditional
/// write, or `UPDATE … WHERE sequence < ?`). A replay of what was applied is dropped like any other
/// duplicate.
public final class SequenceFilter {

  /// Keeps the highest applied sequence per subject.
  @FunctionalInterface
  public interface Store {
    /// Raises the sequence of `subject` to `sequence` if it is lower or unknown; true if it was
    /// raised.
    boolean raise(String subject, long sequence);
  }

  private final Store store;

  public SequenceFilter(Store store) {
    this.store = store;
  }

  /// True if the event is news and the caller should apply it; false for a duplicate or an older
  /// one.
  public boolean admits(EventMetadata metadata) {
    return store.raise(subject(metadata.eventId()), metadata.sequence());
  }

  /// The event id without its sequence: `acme-eu/order/1001` of `acme-eu/order/1001/7`.
  public static String subject(String eventId) {
    return eventId.substring(0, eventId.lastIndexOf('/'));
  }
}
