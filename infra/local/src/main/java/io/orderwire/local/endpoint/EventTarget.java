package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;

/// Where rules send events: a queue, a function, another bus.
public interface EventTarget {
  /// Sends one event, and returns when the target has it.
  ///
  /// @param target the target as `PutTargets` gave it: `Arn`, `SqsParameters` and so on
  /// @param payload what the target receives, after its input transformation
  /// @throws RuntimeException when the target does not take it; the event is then offered again
  void send(JsonNode target, String payload);
}
