package io.orderwire.local.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.List;

/// Writes each body into the journal; a body `poison` fails alone.
public final class QueueSample implements RequestHandler<SQSEvent, SQSBatchResponse> {
  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      String attempt = message.getAttributes().get("ApproximateReceiveCount");
      if (message.getBody().equals("poison")) {
        Journal.write("poison " + attempt);
        failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
      } else {
        Journal.write("message " + message.getBody());
      }
    }
    return new SQSBatchResponse(failures);
  }
}
