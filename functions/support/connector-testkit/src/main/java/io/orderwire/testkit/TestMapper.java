package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartMapper;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CancellationState;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Line;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentKind;
import io.orderwire.model.PaymentOutcome;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.Tender;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The test platform's orders in canonical terms.
final class TestMapper implements OrderMapper {
  private static final CurrencyCode EUR = new CurrencyCode("EUR");

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    Optional<String> id = TestConnector.text(document, "id");
    Optional<Instant> updated = TestConnector.text(document, "updated").map(Instant::parse);
    if (document.path("defect").asBoolean()) {
      throw new IllegalStateException("a connector that breaks its contract");
    }
    if (document.path("defect_when_watched").asBoolean() && reads.tracked()) {
      throw new IllegalStateException("a connector that does so only when its reads are recorded");
    }
    if (document.path("ignored").asBoolean()) {
      return new Mapping.Ignored<>("ignored");
    }
    if (id.isEmpty() || updated.isEmpty()) {
      return new Mapping.Quarantined<>(Finding.error("/updated", "missing", "id and updated"));
    }
    Set<Mapping.Block> unstated =
        document.has("payments") ? Set.of() : Set.of(Mapping.Block.PAYMENTS);
    return new Mapping.Normalized<>(
        order(document, new ExternalId(id.get()), updated.get(), store), List.of(), unstated);
  }

  static PlatformOrder.Readings readings(JsonNode document, StoreContext store) {
    return new PlatformOrder.Readings(
        TestConnector.STATUSES
            .payment()
            .read(
                TestConnector.text(document, "payment").orElse("pending"),
                store.mapping().payment()),
        Reading.silent(
            document.path("shipped").asBoolean()
                ? FulfilmentState.FULFILLED
                : FulfilmentState.UNFULFILLED),
        Reading.silent(
            document.path("cancelled").asBoolean()
                ? CancellationState.CANCELLED
                : CancellationState.NONE),
        Optional.empty(),
        false);
  }

  private static PlatformOrder order(
      JsonNode document, ExternalId id, Instant updated, StoreContext store) {
    Money total = Money.of(TestConnector.text(document, "total").orElse("10.00"), "EUR");
    Money stated =
        Money.of(
            TestConnector.text(document, "stated").orElse(total.amount().toPlainString()), "EUR");
    boolean shipped = document.path("shipped").asBoolean();
    return new PlatformOrder(
        new PlatformOrder.Identity(
            id,
            id.value(),
            Optional.empty(),
            Optional.empty(),
            TestConnector.text(document, "cart").map(ExternalId::new),
            Optional.empty(),
            Optional.empty(),
            document.path("test").asBoolean()),
        readings(document, store),
        new PlatformOrder.Times(
            TestConnector.text(document, "placed").map(Instant::parse).orElse(Instant.EPOCH),
            updated,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        evidence(document),
        TestPeople.buyer(document),
        TestPeople.addresses(document),
        List.of(line(total, shipped)),
        List.of(),
        List.of(),
        List.of(),
        new PlatformOrder.StatedTotals(sheet(stated), Optional.empty(), true),
        payments(document, total),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Evidence> evidence(JsonNode document) {
    List<Evidence> evidence = new ArrayList<>();
    if (document.path("payment").asText().equals("paid")) {
      evidence.add(
          new Evidence(
              "money_in", "paid", TestConnector.text(document, "paid_at").map(Instant::parse)));
    }
    TestConnector.text(document, "method")
        .ifPresent(method -> evidence.add(new Evidence("offline_method", method)));
    if (document.path("draft").asBoolean()) {
      evidence.add(new Evidence(CommitmentRule.DRAFT, "draft"));
    }
    if (document.path("fraud").asBoolean()) {
      evidence.add(new Evidence("fraud", "true"));
    }
    return evidence;
  }

  private static List<Payment> payments(JsonNode document, Money total) {
    List<Payment> payments = new ArrayList<>();
    for (JsonNode each : document.path("payments")) {
      payments.add(
          new Payment(
              each.asText(),
              Optional.empty(),
              PaymentKind.SALE,
              "card",
              Optional.empty(),
              Tender.CARD,
              PaymentOutcome.SUCCESS,
              total,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
    return payments;
  }

  private static Line line(Money total, boolean shipped) {
    Quantity one = Quantity.of(1);
    Quantity none = Quantity.ZERO;
    return new Line(
        "1",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "thing",
        List.of(),
        new LineQuantity(one, one, shipped ? one : none, none, shipped ? none : one),
        total,
        Optional.empty(),
        true,
        List.of(),
        List.of(),
        total,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static TotalsSheet sheet(Money total) {
    return new TotalsSheet(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        total,
        Optional.empty());
  }

  /// Carts are `{"id","updated","total","order"}`.
  static final class Carts implements CartMapper {

    @Override
    public Mapping<PlatformCart> map(JsonNode document, StoreContext store, RawReads reads) {
      Optional<String> id = TestConnector.text(document, "id");
      Optional<Instant> updated = TestConnector.text(document, "updated").map(Instant::parse);
      if (id.isEmpty() || updated.isEmpty()) {
        return new Mapping.Quarantined<>(Finding.error("/updated", "missing", "id and updated"));
      }
      Money total = Money.of(TestConnector.text(document, "total").orElse("10.00"), EUR.value());
      PlatformCart cart =
          new PlatformCart(
              new ExternalId(id.get()),
              Instant.EPOCH,
              updated.get(),
              Optional.empty(),
              TestConnector.text(document, "order").map(ExternalId::new),
              TestPeople.isKnown(document)
                  ? Optional.of(TestPeople.buyer(document))
                  : Optional.empty(),
              TestPeople.addresses(document),
              List.of(line(total, false)),
              List.of(),
              List.of(),
              sheet(total),
              true,
              Optional.empty(),
              List.of());
      return new Mapping.Normalized<>(cart, List.of(), Set.of());
    }
  }
}
