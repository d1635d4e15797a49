package io.orderwire.connectors.shopify;

import io.orderwire.connector.PlatformOrder.Identity;
import io.orderwire.connector.PlatformOrder.Readings;
import io.orderwire.connector.PlatformOrder.Times;
import io.orderwire.connector.Statuses;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.ReturnState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which order it is, how it stands, when, and what speaks for importing it.
record ShopifyHead(ShopifyNode order, StoreContext store) {
  private static final Statuses STATUSES = ShopifyStatuses.create();

  Identity identity(ExternalId id) {
    return new Identity(
        id,
        order.text("name").orElse(id.value()),
        Optional.empty(),
        order.text("source_name", "sourceName"),
        order.graph() ? Optional.empty() : order.externalId("checkout_id", "checkout_id"),
        order.text("order_status_url", "statusPageUrl").map(ShopifyHead::withoutKey),
        Optional.of(store.baseUrl().resolve("/admin/orders/" + id.value()).toString()),
        isTest());
  }

  /// The page's `key` opens it without a login: a secret, and of no use to an order system.
  private static String withoutKey(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  Readings readings() {
    return new Readings(payment(), fulfilment(), cancellation(), returnStatus(), true);
  }

  private Reading<PaymentState> payment() {
    return word("financial_status", "displayFinancialStatus")
        .map(word -> STATUSES.payment().read(word, store.mapping().payment()))
        .orElseGet(() -> Reading.silent(PaymentState.PENDING));
  }

  /// REST is silent for an unfulfilled order and says `partial` for a partly fulfilled one; both
  /// are given GraphQL's words, so that a webhook and a fetch of the same order agree.
  private Reading<FulfilmentState> fulfilment() {
    String word =
        word("fulfillment_status", "displayFulfillmentStatus")
            .map(w -> w.equals(ShopifyStatuses.PARTIAL) ? ShopifyStatuses.PARTIALLY_FULFILLED : w)
            .orElse(ShopifyStatuses.UNFULFILLED);
    return STATUSES.fulfilment().read(word, store.mapping().fulfilment());
  }

  private Reading<CancellationState> cancellation() {
    return order
        .instant("cancelled_at", "cancelledAt")
        .map(
            at ->
                STATUSES
                    .cancellation()
                    .read(ShopifyStatuses.CANCELLED, store.mapping().cancellation()))
        .orElseGet(() -> Reading.silent(CancellationState.NONE));
  }

  private Optional<Reading<ReturnState>> returnStatus() {
    return word("return_status", "returnStatus")
        .map(word -> ShopifyStatuses.orderReturns().read(word, Map.of()));
  }

  private Optional<String> word(String rest, String graph) {
    return order.text(rest, graph).map(word -> word.toLowerCase(Locale.ROOT));
  }

  Times times(Instant placedAt, Instant updatedAt) {
    return new Times(
        placedAt,
        updatedAt,
        // Shopify states no such time: it is that of a transaction, which webhooks do not carry
        Optional.empty(),
        order.instant("closed_at", "closedAt"),
        order.instant("cancelled_at", "cancelledAt"),
        word("cancel_reason", "cancelReason"));
  }

  List<Evidence> evidence() {
    List<Evidence> found = new ArrayList<>();
    Reading<PaymentState> payment = payment();
    if (payment instanceof Reading.Recognized<PaymentState>(PaymentState state, var raw)) {
      String word = raw.orElse("");
      switch (state) {
        case AUTHORIZED -> found.add(money(ShopifyStatuses.MONEY_AUTHORIZED, word));
        case PARTIALLY_PAID -> found.add(money(ShopifyStatuses.MONEY_PARTIALLY_PAID, word));
        // money that went back had come in before
        case PAID, PARTIALLY_REFUNDED, REFUNDED ->
            found.add(money(ShopifyStatuses.MONEY_PAID, word));
        case EXPIRED, FAILED -> found.add(new Evidence(ShopifyStatuses.MONEY_EXPIRED, word));
        case VOIDED -> found.add(new Evidence(ShopifyStatuses.MONEY_VOIDED, word));
        case PENDING -> offlineMethods().forEach(found::add);
      }
    }
    if (!order.flag("confirmed", "confirmed").orElse(true)) {
      found.add(new Evidence(ShopifyStatuses.NOT_CONFIRMED, "false"));
    }
    if (isTest()) {
      found.add(new Evidence(CommitmentRule.TEST_ORDER, "true"));
    }
    return found;
  }

  /// Money that is there, since the first transaction that brought or secured any. Webhooks carry
  /// no transactions and give no time.
  private Evidence money(String code, String word) {
    return new Evidence(
        code,
        word,
        order.each("transactions", "transactions").stream()
            .filter(ShopifyPayments::bringsMoney)
            .flatMap(transaction -> ShopifyPayments.at(transaction).stream())
            .min(Comparator.naturalOrder()));
  }

  /// What an unpaid order is to be paid by: manual gateways, and the payment terms of a business
  /// buyer. Whether they commit it is the store's decision.
  private Stream<Evidence> offlineMethods() {
    Stream<String> gateways =
        order.each("payment_gateway_names", "paymentGatewayNames").stream()
            .flatMap(gateway -> gateway.text().stream());
    Stream<String> terms =
        order
            .at("payment_terms", "paymentTerms")
            .text("payment_terms_name", "paymentTermsName")
            .stream();
    return Stream.concat(gateways, terms)
        .map(method -> new Evidence(ShopifyStatuses.OFFLINE_METHOD, method));
  }

  private boolean isTest() {
    return order.flag("test", "test").orElse(false);
  }
}
