package io.orderwire.local.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.List;
import java.util.Objects;

/// Writes each new item's key into the journal; a batch with the key `bad` fails as a whole.
public final class StreamSample implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    List<String> keys = event.getRecords().stream().map(StreamSample::keyOf).toList();
    if (keys.contains("bad")) {
      Journal.write("bad batch of " + keys.size());
      throw new IllegalStateException("bad record");
    }
    keys.forEach(key -> Journal.write("item " + key));
    return new StreamsEventResponse(List.of());
  }

  private static String keyOf(DynamodbEvent.DynamodbStreamRecord change) {
    return Objects.requireNonNull(change.getDynamodb().getNewImage().get("pk")).getS();
  }
}
