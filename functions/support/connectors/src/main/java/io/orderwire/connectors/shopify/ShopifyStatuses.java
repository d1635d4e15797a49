package io.orderwire.connectors.shopify;

import io.orderwire.connector.StatusTable;
import io.orderwire.connector.Statuses;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import io.orderwire.model.ReturnState;
import io.orderwire.model.ShipmentState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Shopify's published words. REST writes them in lower case, GraphQL in capitals; the tables do
/// not care.
///
/// Sources: enums `OrderDisplayFinancialStatus`, `OrderDisplayFulfillmentStatus`,
/// `OrderReturnStatus`, `ReturnStatus`, `FulfillmentStatus` and `FulfillmentDisplayStatus` of Admin
/// GraphQL 2026-07 and 2026-10; `financial_status`, `fulfillment_status` and `shipment_status` of
/// the REST order and fulfilment.
final class ShopifyStatuses {
  /// REST says nothing where GraphQL says this.
  static final String UNFULFILLED = "unfulfilled";

  /// REST's short word for what GraphQL calls `PARTIALLY_FULFILLED`.
  static final String PARTIAL = "partial";

  static final String PARTIALLY_FULFILLED = "partially_fulfilled";
  static final String CANCELLED = "cancelled";

  static final String MONEY_AUTHORIZED = "payment_authorized";
  static final String MONEY_PARTIALLY_PAID = "payment_partially_paid";
  static final String MONEY_PAID = "payment_paid";
  static final String OFFLINE_METHOD = "offline_method";
  static final String NOT_CONFIRMED = "not_confirmed";
  static final String MONEY_EXPIRED = "payment_expired";
  static final String MONEY_VOIDED = "payment_voided";

  private static final StatusTable<ReturnState> ORDER_RETURNS =
      new StatusTable<>(
          Map.of(
              "no_return", ReturnState.NONE,
              "return_requested", ReturnState.REQUESTED,
              "in_progress", ReturnState.IN_PROGRESS,
              "inspection_complete", ReturnState.IN_PROGRESS,
              "returned", ReturnState.RETURNED,
              "return_failed", ReturnState.REJECTED));

  private static final StatusTable<ReturnState> RETURNS =
      new StatusTable<>(
          Map.of(
              "requested", ReturnState.REQUESTED,
              "open", ReturnState.IN_PROGRESS,
              "closed", ReturnState.RETURNED,
              "declined", ReturnState.REJECTED,
              "canceled", ReturnState.REJECTED));

  private static final StatusTable<ShipmentState> SHIPMENTS = shipmentWords();

  private ShopifyStatuses() {}

  static Statuses create() {
    return new Statuses(payment(), fulfilment(), cancellation(), commitment());
  }

  static StatusTable<ReturnState> orderReturns() {
    return ORDER_RETURNS;
  }

  static StatusTable<ReturnState> returns() {
    return RETURNS;
  }

  static StatusTable<ShipmentState> shipments() {
    return SHIPMENTS;
  }

  private static StatusTable<PaymentState> payment() {
    LinkedHashMap<String, PaymentState> words = new LinkedHashMap<>();
    words.put("pending", PaymentState.PENDING);
    words.put("authorized", PaymentState.AUTHORIZED);
    words.put("partially_paid", PaymentState.PARTIALLY_PAID);
    words.put("paid", PaymentState.PAID);
    words.put("partially_refunded", PaymentState.PARTIALLY_REFUNDED);
    words.put("refunded", PaymentState.REFUNDED);
    words.put("voided", PaymentState.VOIDED);
    // GraphQL only: not captured in time, or the provider's way to say that it failed
    words.put("expired", PaymentState.EXPIRED);
    return new StatusTable<>(words);
  }

  private static StatusTable<FulfilmentState> fulfilment() {
    LinkedHashMap<String, FulfilmentState> words = new LinkedHashMap<>();
    words.put(UNFULFILLED, FulfilmentState.UNFULFILLED);
    words.put("open", FulfilmentState.UNFULFILLED);
    // 2026-10: nothing of the order has to be fulfilled
    words.put("fulfillment_not_required", FulfilmentState.UNFULFILLED);
    words.put(PARTIAL, FulfilmentState.PARTIALLY_FULFILLED);
    words.put(PARTIALLY_FULFILLED, FulfilmentState.PARTIALLY_FULFILLED);
    words.put("fulfilled", FulfilmentState.FULFILLED);
    words.put("restocked", FulfilmentState.RESTOCKED);
    words.put("in_progress", FulfilmentState.IN_PROGRESS);
    words.put("pending_fulfillment", FulfilmentState.IN_PROGRESS);
    words.put("on_hold", FulfilmentState.ON_HOLD);
    // the fulfilment service refused: somebody must decide before anything ships
    words.put("request_declined", FulfilmentState.ON_HOLD);
    words.put("scheduled", FulfilmentState.SCHEDULED);
    return new StatusTable<>(words);
  }

  private static StatusTable<CancellationState> cancellation() {
    return new StatusTable<>(Map.of(CANCELLED, CancellationState.CANCELLED));
  }

  /// Shopify creates an order only when its checkout is complete; what may still be missing is the
  /// money. `voided` and `expired` never commit, nor does an order whose stock is not reserved.
  private static CommitmentRule commitment() {
    return new CommitmentRule(
        Set.of(MONEY_AUTHORIZED, MONEY_PARTIALLY_PAID, MONEY_PAID),
        OFFLINE_METHOD,
        Set.of(NOT_CONFIRMED, MONEY_EXPIRED, MONEY_VOIDED));
  }

  private static StatusTable<ShipmentState> shipmentWords() {
    LinkedHashMap<String, ShipmentState> words = new LinkedHashMap<>();
    words.put("pending", ShipmentState.PENDING);
    words.put("open", ShipmentState.PENDING);
    words.put("submitted", ShipmentState.PENDING);
    words.put("confirmed", ShipmentState.PENDING);
    words.put("label_purchased", ShipmentState.PENDING);
    words.put("label_printed", ShipmentState.PENDING);
    words.put("label_voided", ShipmentState.PENDING);
    words.put("success", ShipmentState.SHIPPED);
    words.put("fulfilled", ShipmentState.SHIPPED);
    words.put("marked_as_fulfilled", ShipmentState.SHIPPED);
    words.put("carrier_picked_up", ShipmentState.IN_TRANSIT);
    words.put("in_transit", ShipmentState.IN_TRANSIT);
    words.put("delayed", ShipmentState.IN_TRANSIT);
    words.put("attempted_delivery", ShipmentState.OUT_FOR_DELIVERY);
    words.put("out_for_delivery", ShipmentState.OUT_FOR_DELIVERY);
    words.put("ready_for_pickup", ShipmentState.READY_FOR_PICKUP);
    words.put("delivered", ShipmentState.DELIVERED);
    words.put("picked_up", ShipmentState.DELIVERED);
    words.put("not_delivered", ShipmentState.FAILED);
    words.put("failure", ShipmentState.FAILED);
    words.put("error", ShipmentState.FAILED);
    words.put(CANCELLED, ShipmentState.CANCELLED);
    words.put("canceled", ShipmentState.CANCELLED);
    return new StatusTable<>(words);
  }
}
