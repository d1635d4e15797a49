package io.orderwire.poller;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.orderwire.aws.Invocation;
import io.orderwire.json.Json;
import io.orderwire.message.PollJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Poll jobs in, intake messages out.
public final class WorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerHandler.class);

  /// For handing over the last page and sending what is left as a further job.
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private final WorkerWiring wiring;

  public WorkerHandler() {
    this(WorkerWiring.ofProcess());
  }

  WorkerHandler(WorkerWiring wiring) {
    this.wiring = wiring;
  }

  /// Names the jobs that must be delivered again.
  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    Instant end =
        wiring.clock().instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    return Invocation.of(
        context,
        wiring.metrics(),
        () -> {
          List<BatchItemFailure> failures =
              event.getRecords().stream()
                  .filter(record -> !done(record, end))
                  .map(record -> new BatchItemFailure(record.getMessageId()))
                  .toList();
          return new SQSBatchResponse(failures);
        });
  }

  private boolean done(SQSMessage record, Instant end) {
    try {
      PollJob job = Json.read(record.getBody(), PollJob.class);
      log(job, wiring.worker().run(job, end));
      return true;
    } catch (RuntimeException trouble) {
      LOG.atWarn()
          .addKeyValue("outcome", "again")
          .addKeyValue("message", record.getMessageId())
          .setCause(trouble)
          .log("poll");
      return false;
    }
  }

  private static void log(PollJob job, Worker.Report report) {
    LOG.atInfo()
        .addKeyValue("outcome", report.end().name().toLowerCase(Locale.ROOT))
        .addKeyValue("store", job.storeId())
        .addKeyValue("loop", job.loop())
        .addKeyValue("cause", job.cause())
        .addKeyValue("pages", report.pages())
        .addKeyValue("rows", report.rows())
        .addKeyValue("enqueued", report.enqueued())
        .addKeyValue("detail", report.detail())
        .log("poll");
  }
}
