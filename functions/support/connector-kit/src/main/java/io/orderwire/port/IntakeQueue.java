package io.orderwire.port;

import io.orderwire.message.IntakeMessage;
import java.time.Duration;
import java.util.List;

/// The queue in front of the normalizer. When a method returns, the messages are durable.
public interface IntakeQueue {
  /// How many bytes of JSON one message may have: the queue's limit less room for attributes.
  int MAX_MESSAGE_BYTES = 1024 * 1024 - 4096;

  void send(IntakeMessage message);

  /// Sends all, in batches; throws if any could not be sent (those before it may have been: sending
  /// again is harmless).
  void sendAll(List<IntakeMessage> messages);

  /// Sends messages of a store that has so many that others would wait for them: they come by
  /// consumers of their own, where the queue has such.
  default void sendInBulk(List<IntakeMessage> messages) {
    sendAll(messages);
  }

  /// To arrive after `delay`, at most 15 minutes.
  void sendLater(IntakeMessage message, Duration delay);
}
