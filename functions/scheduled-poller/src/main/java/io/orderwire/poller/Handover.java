package io.orderwire.poller;

import io.orderwire.connector.Page;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the poller hands to the normalizer: the same messages, whichever loop found them.
final class Handover {

  private Handover() {}

  /// A listed row that is news: as listed where it is whole, else to be fetched.
  static IntakeMessage row(PollJob job, Page.Row row, Instant now) {
    Optional<Body> body = row.document().map(document -> Body.of(Json.bytes(document)));
    IntakeKind kind =
        switch (row.kind()) {
          case ORDER -> body.isPresent() ? IntakeKind.ROW : IntakeKind.CONFIRM;
          case CART -> IntakeKind.CART_ROW;
        };
    String receiptId = ReceiptIds.row(job.loop(), row.id(), Seen.hash(row));
    return message(job, kind, new Named(row.id(), receiptId), body.orElseGet(Body::empty), now);
  }

  /// An order that the cart did not list though the ledger holds it.
  ///
  /// @param since what the ledger's version is known by: the same order may go missing again
  static IntakeMessage missing(PollJob job, ExternalId id, String since, Instant now) {
    String receiptId = ReceiptIds.row(job.loop() + "/missing", id, since);
    byte[] note = Json.bytes(Map.of("missing", id.value()));
    return message(job, IntakeKind.MISSING, new Named(id, receiptId), Body.of(note), now);
  }

  /// The ids of the orders among them.
  static List<String> orders(List<IntakeMessage> messages) {
    return messages.stream()
        .filter(message -> message.kind() != IntakeKind.CART_ROW)
        .flatMap(message -> message.subject().stream())
        .map(ExternalId::value)
        .toList();
  }

  private record Named(ExternalId id, String receiptId) {}

  private static IntakeMessage message(
      PollJob job, IntakeKind kind, Named what, Body body, Instant now) {
    return new IntakeMessage(
        job.storeId(),
        kind,
        job.cause(),
        what.receiptId(),
        now,
        Map.of(),
        body,
        Optional.of(what.id()),
        0,
        false,
        job.traceId());
  }
}
