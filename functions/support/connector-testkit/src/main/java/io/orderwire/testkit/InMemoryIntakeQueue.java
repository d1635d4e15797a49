package io.orderwire.testkit;

import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.IntakeQueue;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The intake queue in memory; [#queue] is the consumer's side.
public final class InMemoryIntakeQueue implements IntakeQueue {
  /// JSON never takes more than six bytes for a character: shorter bodies need no counting.
  private static final int SURELY_SMALL = MAX_MESSAGE_BYTES / 8;

  private final InMemoryQueue<IntakeMessage> queue;

  public InMemoryIntakeQueue(InstantSource clock) {
    this(clock, Faults.NONE);
  }

  public InMemoryIntakeQueue(InstantSource clock, Faults faults) {
    this.queue = new InMemoryQueue<>(clock, Step.INTAKE_SEND, faults);
  }

  public InMemoryQueue<IntakeMessage> queue() {
    return queue;
  }

  @Override
  public void send(IntakeMessage message) {
    sendLater(message, Duration.ZERO);
  }

  @Override
  public void sendAll(List<IntakeMessage> messages) {
    messages.forEach(this::send);
  }

  @Override
  public void sendLater(IntakeMessage message, Duration delay) {
    int characters =
        message.body().text().map(String::length).orElse(0)
            + message.body().base64().map(String::length).orElse(0);
    if (characters > SURELY_SMALL && Json.bytes(message).length > MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "the message is larger than %d bytes: archive its body and refer to it"
              .formatted(MAX_MESSAGE_BYTES));
    }
    queue.send(message, delay);
  }
}
