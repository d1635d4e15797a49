package io.orderwire.aws;

import io.orderwire.aws.QueueSender.Outgoing;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.IntakeQueue;
import java.time.Duration;
import java.util.List;

/// The intake queue in SQS, and beside it the one for what comes in bulk: rows of back-fills,
/// remaps, replays of events, and the receipts of a store in a storm. Its consumers are its own, so
/// that the receipts of other stores find theirs free.
///
/// All back-fills, remaps and replays are one message group: together they are the noisy one,
/// however many there are.
public final class SqsIntakeQueues implements IntakeQueue {
  private final QueueSender live;
  private final QueueSender bulk;

  SqsIntakeQueues(QueueSender live, QueueSender bulk) {
    this.live = live;
    this.bulk = bulk;
  }

  /// True for the ARN of the queue for what comes in bulk.
  public boolean isBulk(String queueArn) {
    return bulk.isOf(queueArn);
  }

  @Override
  public void send(IntakeMessage message) {
    sendLater(message, Duration.ZERO);
  }

  @Override
  public void sendAll(List<IntakeMessage> messages) {
    live.sendAll(messages.stream().filter(each -> !isOfThePast(each)).map(this::outgoing).toList());
    sendInBulk(messages.stream().filter(SqsIntakeQueues::isOfThePast).toList());
  }

  @Override
  public void sendInBulk(List<IntakeMessage> messages) {
    bulk.sendAll(messages.stream().map(this::outgoing).toList());
  }

  @Override
  public void sendLater(IntakeMessage message, Duration delay) {
    (isOfThePast(message) ? bulk : live).send(outgoing(message), delay);
  }

  private Outgoing outgoing(IntakeMessage message) {
    return isOfThePast(message)
        ? Outgoing.ofBackfills(message)
        : Outgoing.of(message, message.storeId());
  }

  private static boolean isOfThePast(IntakeMessage message) {
    return message.cause() == Cause.BACKFILL
        || message.cause() == Cause.REMAP
        || message.kind() == IntakeKind.REPUBLISH;
  }
}
