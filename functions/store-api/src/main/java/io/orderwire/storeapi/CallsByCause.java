package io.orderwire.storeapi;

import static io.orderwire.storeapi.BilledCall.DYNAMODB_READ;
import static io.orderwire.storeapi.BilledCall.DYNAMODB_WRITE;
import static io.orderwire.storeapi.BilledCall.EVENTBRIDGE;
import static io.orderwire.storeapi.BilledCall.HTTP_API;
import static io.orderwire.storeapi.BilledCall.LAMBDA;
import static io.orderwire.storeapi.BilledCall.S3_READ;
import static io.orderwire.storeapi.BilledCall.S3_WRITE;
import static io.orderwire.storeapi.BilledCall.SQS;

import io.orderwire.message.Cause;

/// The calls behind a version of an order, by what brought it: a later version of a known order of
/// a few kilobytes, where queues and stream hand over ten at a time. What goes to DynamoDB and S3
/// is what `CapacityTest` sees on the wire.
public final class CallsByCause {
  /// The version and its line in the feed are written and published; ten to an invocation of the
  /// dispatcher.
  private static final BilledCalls RECORDED =
      BilledCalls.NONE.and("3", DYNAMODB_WRITE).and("1", EVENTBRIDGE).and("0.1", LAMBDA);

  /// What stands before it and whose order it is is read, its payload is archived; ten to a receipt
  /// from the queue, to a deletion there, and to an invocation of the normalizer.
  private static final BilledCalls NORMALIZED =
      RECORDED.and("2.5", DYNAMODB_READ).and("1", S3_WRITE).and("0.2", SQS).and("0.1", LAMBDA);

  /// One request, one invocation, one message each.
  private static final BilledCalls DELIVERED =
      NORMALIZED.and("1", HTTP_API).and("1", SQS).and("1", LAMBDA);

  /// Ten rows of a listing to a call.
  private static final BilledCalls LISTED = NORMALIZED.and("0.1", SQS);

  /// Asked for at the API, one by one; what is archived is read, and not archived again.
  private static final BilledCalls REPLAYED =
      RECORDED
          .and("1", HTTP_API)
          .and("1.2", SQS)
          .and("1.1", LAMBDA)
          .and("2", S3_READ)
          .and("4", DYNAMODB_READ);

  /// Read and made of what is archived, many to a message.
  private static final BilledCalls REMAPPED = RECORDED.and("3", DYNAMODB_READ).and("1", S3_READ);

  /// A job of the planner: ten to a call, and each received, deleted and worked off alone. It reads
  /// the store and where it stands.
  private static final BilledCalls POLL =
      BilledCalls.NONE.and("2.1", SQS).and("1", LAMBDA).and("2", DYNAMODB_READ);

  private CallsByCause() {}

  /// Those of one version. Of an erasure only what writing its version takes: what it reads and
  /// rewrites is as long as the history.
  public static BilledCalls of(Cause cause) {
    return switch (cause) {
      case WEBHOOK -> DELIVERED;
      case POLL, BACKFILL -> LISTED;
      case REPLAY -> REPLAYED;
      case REMAP -> REMAPPED;
      case ERASE -> RECORDED;
    };
  }

  /// Those of one job of the planner that finds nothing.
  public static BilledCalls ofPoll() {
    return POLL;
  }
}
