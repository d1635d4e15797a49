package io.orderwire.normalizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.orderwire.aws.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Intake messages in, versions in the ledger out.
public final class NormalizerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /// For what follows a call to a cart that took all of its time.
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private final Wiring wiring;

  public NormalizerHandler() {
    this(Wiring.ofProcess());
  }

  NormalizerHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /// Names the messages that must be delivered again.
  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    Instant end =
        wiring.clock().instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    return Invocation.of(context, wiring.metrics(), () -> normalize(event, end));
  }

  private SQSBatchResponse normalize(SQSEvent event, Instant end) {
    List<Batch.Item> items =
        event.getRecords().stream()
            .map(record -> new Batch.Item(record.getMessageId(), record.getBody()))
            .toList();
    boolean isBulk =
        event.getRecords().stream()
            .anyMatch(record -> wiring.isBulk().test(record.getEventSourceArn()));
    List<String> again =
        isBulk ? wiring.batch().runAll(items, end) : wiring.batch().runLive(items, end);
    return new SQSBatchResponse(again.stream().map(BatchItemFailure::new).toList());
  }
}
