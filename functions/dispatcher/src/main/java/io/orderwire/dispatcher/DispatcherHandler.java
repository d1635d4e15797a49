package io.orderwire.dispatcher;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.orderwire.aws.Invocation;
import java.util.List;
import java.util.OptionalInt;

/// The ledger's stream in, events on the bus out.
public final class DispatcherHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Wiring wiring;

  public DispatcherHandler() {
    this(Wiring.ofProcess());
  }

  DispatcherHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /// Names the first record that is not published; the stream delivers again from there.
  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    return Invocation.of(context, wiring.metrics(), () -> dispatch(event.getRecords()));
  }

  private StreamsEventResponse dispatch(List<DynamodbStreamRecord> records) {
    OptionalInt missing =
        wiring.dispatcher().dispatch(records, record -> record.getDynamodb().getNewImage());
    List<BatchItemFailure> failures =
        missing.stream()
            .mapToObj(index -> records.get(index).getDynamodb().getSequenceNumber())
            .map(BatchItemFailure::new)
            .toList();
    return new StreamsEventResponse(failures);
  }
}
