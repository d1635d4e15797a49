package io.orderwire.testkit.ports;

import io.orderwire.connector.StoreMapping;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Commitment;
import io.orderwire.model.CustomField;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FieldValue;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Lifecycle;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.OrderRef;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.PaymentState;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Read;
import io.orderwire.model.Reading;
import io.orderwire.model.Revision;
import io.orderwire.model.Source;
import io.orderwire.model.StoreId;
import io.orderwire.model.Totals;
import io.orderwire.model.TotalsSheet;
import io.orderwire.model.TotalsState;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Values to put through the ports.
public final class Samples {
  public static final PlatformId PLATFORM = new PlatformId("woocommerce");
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.250Z");

  private Samples() {}

  /// A store id that nobody else uses, also in a table that outlives the test.
  public static StoreId freshStore() {
    return new StoreId("contract-" + UUID.randomUUID());
  }

  public static Store store(StoreId id, String token) {
    return new Store(
        id,
        PLATFORM,
        "Acme, Ünïted",
        URI.create("https://shop.example.com/eu"),
        token,
        new SealedCredentials("c2VhbGVk"),
        true,
        Map.of("plain_permalinks", "true"),
        StoreMapping.standard(),
        Store.State.ACTIVE,
        Optional.empty(),
        NOON,
        1);
  }

  public static IntakeMessage message(StoreId storeId, String receiptId, String body) {
    return new IntakeMessage(
        storeId,
        IntakeKind.DELIVERY,
        Cause.WEBHOOK,
        receiptId,
        NOON,
        Map.of("x-wc-webhook-topic", "order.updated"),
        new Body(Optional.of(body), Optional.empty(), Optional.empty()),
        Optional.empty(),
        0,
        false,
        Optional.of("1-5759e988-bd862e3fe1be46a994272793"));
  }

  /// A version of an order whose text field holds `text`.
  public static LedgerEntry order(
      StoreId storeId, String id, long version, Instant recordedAt, String text) {
    Order order = order(new OrderRef(storeId, new ExternalId(id)), version, text);
    EventData.OrderChange change =
        new EventData.OrderChange(
            List.of(), List.of(), Optional.empty(), Optional.of(order), Optional.empty());
    Subject subject = Subject.of(order.ref());
    EventType type = version == 1 ? EventType.ORDER_PENDING : EventType.ORDER_CHANGED;
    return entry(subject, version, type, recordedAt, change);
  }

  /// A version of an order that was recorded for that reason.
  public static LedgerEntry order(
      StoreId storeId, String id, long version, Instant recordedAt, Cause cause) {
    LedgerEntry entry = order(storeId, id, version, recordedAt, "");
    return entry(
        entry.subject(),
        version,
        entry.event().type(),
        metadata(entry.subject(), version, recordedAt, cause),
        entry.event().detail().data());
  }

  /// A quarantined receipt.
  public static LedgerEntry receipt(StoreId storeId, String id, Instant recordedAt) {
    EventData.Quarantined quarantined =
        new EventData.Quarantined(
            id,
            "quarantined",
            "not_an_order",
            "the payload has no id",
            Optional.of("order.updated"),
            Optional.of("raw/" + storeId + "/receipt/" + id),
            recordedAt);
    return entry(
        Subject.receipt(storeId, id), 1, EventType.RECEIPT_QUARANTINED, recordedAt, quarantined);
  }

  private static LedgerEntry entry(
      Subject subject, long version, EventType type, Instant recordedAt, EventData data) {
    return entry(
        subject, version, type, metadata(subject, version, recordedAt, Cause.WEBHOOK), data);
  }

  private static EventMetadata metadata(
      Subject subject, long version, Instant recordedAt, Cause cause) {
    return new EventMetadata(
        subject.eventId(version),
        EventMetadata.SCHEMA_VERSION,
        subject.storeId(),
        PLATFORM,
        version,
        NOON,
        recordedAt,
        cause,
        "receipt-" + version,
        1,
        false,
        Optional.of("1-5759e988-bd862e3fe1be46a994272793"));
  }

  private static LedgerEntry entry(
      Subject subject, long version, EventType type, EventMetadata metadata, EventData data) {
    return new LedgerEntry(
        subject,
        version,
        new Event(type, new Event.Detail(metadata, data)),
        true,
        Optional.of("raw/" + subject.storeId() + "/" + subject.id()));
  }

  private static Order order(OrderRef ref, long version, String text) {
    Money nothing = Money.of("0", "EUR");
    TotalsSheet sheet =
        new TotalsSheet(
            Optional.of(nothing),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            nothing,
            Optional.empty());
    return new Order(
        ref,
        PLATFORM,
        ref.externalId().value(),
        version,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        new Source(
            new Revision(NOON, Optional.empty(), "hash-" + version),
            Read.FETCHED,
            Optional.empty(),
            "receipt-" + version,
            1,
            "1"),
        lifecycle(),
        Commitment.observed(),
        new Buyer(
            BuyerType.GUEST,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty()),
        new Addresses(Optional.empty(), Optional.empty()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Totals(sheet, Optional.empty(), false, sheet, List.of(), TotalsState.BALANCED),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new CustomField("text", new FieldValue.Text(text))),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Lifecycle lifecycle() {
    return new Lifecycle(
        OrderStatus.PENDING,
        Reading.of(PaymentState.PENDING, "pending"),
        Reading.of(FulfilmentState.UNFULFILLED, "pending"),
        Reading.silent(CancellationState.NONE),
        Optional.empty(),
        NOON,
        NOON,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Text of so many characters that hardly compresses; always the same.
  public static String noise(int length) {
    byte[] bytes = new byte[length * 3 / 4 + 3];
    new Random(length).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes).substring(0, length);
  }
}
