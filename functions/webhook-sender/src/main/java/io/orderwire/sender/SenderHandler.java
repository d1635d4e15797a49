package io.orderwire.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.orderwire.aws.Invocation;
import io.orderwire.json.Json;
import io.orderwire.message.EventMetadata;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.WebhookJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Events of the bus in, jobs out; jobs in, signed requests out.
public final class SenderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(SenderHandler.class);

  private final Wiring wiring;

  public SenderHandler() {
    this(Wiring.ofProcess());
  }

  SenderHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /// Names the messages that must be delivered again.
  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return Invocation.of(context, wiring.metrics(), () -> handle(event.getRecords()));
  }

  private SQSBatchResponse handle(List<SQSMessage> records) {
    boolean isJobs =
        records.stream().anyMatch(record -> wiring.isJobs().test(record.getEventSourceArn()));
    Consumer<SQSMessage> work = isJobs ? this::run : spreading();
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage record : records) {
      try {
        work.accept(record);
      } catch (RuntimeException trouble) {
        LOG.atWarn()
            .addKeyValue("outcome", "again")
            .addKeyValue("message", record.getMessageId())
            .setCause(trouble)
            .log("webhook");
        failures.add(new BatchItemFailure(record.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private Consumer<SQSMessage> spreading() {
    List<EventSubscription> active = wiring.fanOut().active();
    return record -> {
      EventMetadata metadata = FanOut.metadata(record.getBody());
      LOG.atInfo()
          .addKeyValue("outcome", "spread")
          .addKeyValue("event", metadata.eventId())
          .addKeyValue("subscriptions", wiring.fanOut().spread(metadata, active))
          .log("webhook");
    };
  }

  private void run(SQSMessage record) {
    WebhookJob job = Json.read(record.getBody(), WebhookJob.class);
    LOG.atInfo()
        .addKeyValue("outcome", wiring.sender().run(job))
        .addKeyValue("subscription", job.subscriptionId())
        .log("webhook");
  }
}
