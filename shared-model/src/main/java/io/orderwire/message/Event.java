package io.orderwire.message;

/// One event as it stands in an EventBridge entry's `detail`; `type` is its `detail-type`.
public record Event(EventType type, Detail detail) {

  /// The `detail` object.
  public record Detail(EventMetadata metadata, EventData data) {}
}
