package io.orderwire.engine;

import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.RawArchive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Hands messages to the normalizer. A body that does not fit the queue is archived first and
/// referred to.
public final class IntakeDoor {
  /// JSON writes no byte of text in more than six characters: smaller bodies need no counting.
  private static final int SURELY_FITS = IntakeQueue.MAX_MESSAGE_BYTES / 8;

  private final IntakeQueue queue;
  private final RawArchive archive;

  public IntakeDoor(IntakeQueue queue, RawArchive archive) {
    this.queue = queue;
    this.archive = archive;
  }

  public void send(IntakeMessage message) {
    queue.send(fitting(message));
  }

  public void sendAll(List<IntakeMessage> messages) {
    queue.sendAll(messages.stream().map(this::fitting).toList());
  }

  public void sendLater(IntakeMessage message, Duration delay) {
    queue.sendLater(fitting(message), delay);
  }

  private IntakeMessage fitting(IntakeMessage message) {
    Optional<byte[]> inline = message.body().inline();
    boolean fits =
        inline.isEmpty()
            || inline.get().length <= SURELY_FITS
            || Json.bytes(message).length <= IntakeQueue.MAX_MESSAGE_BYTES;
    if (fits) {
      return message;
    }
    String key = RawKeys.oversized(message.storeId(), message.receiptId());
    archive.put(key, inline.get(), "application/json");
    return message.withBody(Body.archived(key));
  }
}
