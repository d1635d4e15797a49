package io.orderwire.storeapi;

import io.orderwire.engine.RawKeys;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Replays: the answer says what was handed over.
final class JobRoutes {
  private final World world;
  private final StoreLookup lookup;

  record Replay(String receiptId, String rawKey) {}

  JobRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router
        .route("POST", "v1/stores/{id}/receipts/{receiptId}/replay", this::replayReceipt)
        .route("POST", "v1/stores/{id}/orders/{externalId}/replay", this::replayOrder);
  }

  private ApiReply replayReceipt(ApiRequest request, PathValues values) {
    String receiptId = values.get("receiptId");
    return lookup.with(
        values.get("id"),
        found ->
            replay(
                Subject.receipt(found.store().id(), receiptId),
                "receipt",
                entry -> Orders.receipt(entry).flatMap(EventData.Quarantined::rawKey),
                (entry, key) -> message(found, receiptId, key, Optional.empty(), request)));
  }

  private ApiReply replayOrder(ApiRequest request, PathValues values) {
    String text = values.get("externalId");
    Optional<ExternalId> id = ExternalId.parse(text).optional();
    if (id.isEmpty()) {
      return ApiReply.refused(Problem.absent("order", text));
    }
    return lookup.with(
        values.get("id"),
        found -> {
          Subject order = Subject.order(found.store().id(), id.get());
          return replay(
              order,
              "order",
              LedgerEntry::rawKey,
              (entry, key) -> {
                String receiptId = entry.event().detail().metadata().receiptId();
                return message(found, receiptId, key, id, request);
              });
        });
  }

  private ApiReply replay(
      Subject subject,
      String what,
      Function<LedgerEntry, Optional<String>> rawKey,
      BiFunction<LedgerEntry, String, IntakeMessage> message) {
    Optional<LedgerEntry> entry = world.ledger().newest(subject, Consistency.STRONG);
    if (entry.isEmpty()) {
      return ApiReply.refused(Problem.absent(what, subject.id()));
    }
    Optional<String> key = entry.flatMap(rawKey);
    if (key.isEmpty()) {
      return ApiReply.refused(
          Problem.conflict(
              "nothing-to-replay",
              "Nothing was archived",
              "the payload of %s %s was not archived; poll the store instead"
                  .formatted(what, subject.id())));
    }
    IntakeMessage replay = message.apply(entry.get(), key.get());
    world.intake().send(replay);
    return ApiReply.accepted(new Replay(replay.receiptId(), key.get()));
  }

  /// When the archived payload was received, as its key tells: the replay then lands on that key
  /// and archives nothing twice.
  private Instant receivedAt(String rawKey) {
    return RawKeys.read(rawKey)
        .map(RawKeys.Payload::at)
        .orElseGet(() -> world.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private IntakeMessage message(
      Connected found,
      String receiptId,
      String rawKey,
      Optional<ExternalId> subject,
      ApiRequest request) {
    return new IntakeMessage(
        found.store().id(),
        IntakeKind.REPLAY,
        Cause.REPLAY,
        receiptId,
        receivedAt(rawKey),
        Map.of(),
        Body.archived(rawKey),
        subject,
        0,
        true,
        request.traceId());
  }
}
