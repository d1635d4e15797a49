package io.orderwire.aws;

import io.orderwire.aws.QueueSender.Outgoing;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.IntakeQueue;
import java.time.Duration;
import java.util.List;

/// The intake queue in SQS, for who sends nothing of a back-fill.
public final class SqsIntakeQueue implements IntakeQueue {
  private final QueueSender sender;

  SqsIntakeQueue(QueueSender sender) {
    this.sender = sender;
  }

  @Override
  public void send(IntakeMessage message) {
    sender.send(outgoing(message), Duration.ZERO);
  }

  @Override
  public void sendAll(List<IntakeMessage> messages) {
    sender.sendAll(messages.stream().map(SqsIntakeQueue::outgoing).toList());
  }

  @Override
  public void sendLater(IntakeMessage message, Duration delay) {
    sender.send(outgoing(message), delay);
  }

  private static Outgoing outgoing(IntakeMessage message) {
    return Outgoing.of(message, message.storeId());
  }
}
