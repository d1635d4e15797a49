package io.orderwire.storeapi;

import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What is asked for and done by others: back-fills, replays. The answer says what was
/// handed over.
final class JobRoutes {
  private static final Set<String> WINDOW = new LinkedHashSet<>(List.of("from", "to"));

  private final World world;
  private final StoreLookup lookup;

  private record Backfill(Instant from, Instant to) {}

  private record Replay(String receiptId, String rawKey) {}

  JobRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router
        .route("POST", "v1/stores/{id}/backfill", this::backfill)
        .route("POST", "v1/stores/{id}/receipts/{receiptId}/replay", this::replayReceipt)
        .route("POST", "v1/stores/{id}/orders/{externalId}/replay", this::replayOrder);
  }

  private ApiReply backfill(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"from\": \"2026-01-01T00:00:00Z\", \"to\": …} as JSON"));
    }
    return lookup.with(
        values.get("id"),
        found -> CallableStore.when(found, () -> backfill(found.store().id(), form.get())));
  }

  private ApiReply backfill(StoreId storeId, Form form) {
    form.only(WINDOW);
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    if (!form.has("from")) {
      form.wrong("from", "from is missing", "give the first instant, such as 2026-01-01T00:00:00Z");
    }
    Optional<Instant> from = instant(form, "from");
    Instant to = instant(form, "to").orElse(now);
    if (from.filter(start -> !start.isBefore(to)).isPresent()) {
      form.wrong("from", "from is not before to", "give a window that has begun and ends later");
    }
    if (from.isEmpty() || !form.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.errors()));
    }
    world.polls().sendAll(List.of(PollJob.backfill(storeId, from.get(), to)));
    return ApiReply.accepted(new Backfill(from.get(), to));
  }

  private static Optional<Instant> instant(Form form, String field) {
    Optional<String> text = form.text(field);
    Optional<Instant> instant = text.flatMap(Parameters::instant);
    if (text.isPresent() && instant.isEmpty()) {
      form.wrong(
          field, "\"" + text.get() + "\" is no instant", "write it like 2026-01-01T00:00:00Z");
    }
    return instant;
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
    return Optional.of(rawKey.substring(rawKey.lastIndexOf('/') + 1))
        .filter(name -> name.indexOf('Z') > 0)
        .flatMap(name -> Parameters.instant(name.substring(0, name.indexOf('Z') + 1)))
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
