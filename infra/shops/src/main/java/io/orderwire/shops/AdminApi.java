package io.orderwire.shops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `/_admin/…`: the merchant's and the buyers' side of a shop, for people and tests. Not part of
/// any platform, and open to whoever reaches the port: loopback only.
///
/// - `GET orders` → `[{"id","grand_total","currency","refunded_total","status","draft"}]`
/// - `GET deliveries` → the latest webhook attempts and how they ended
/// - `POST place|abandon` `{"scenario": "bundle"}` or a basket ([PurchaseReader])
/// - `POST convert` `{"checkout"}`; `POST pay` `{"order","kind"?,"amount"?}`
/// - `POST edit` `{"order", "add": {"sku","quantity"} | "remove": {"line","quantity"} |
///   "address": {…} | "field": {"name","value"}}`
/// - `POST ship` `{"order","lines"?: [{"line","quantity"}],"tracking"?:
/// {"company","number","url"}}`
/// - `POST refund` `{"order","lines"?,"amount"?,"reason"?}`; `POST cancel` `{"order","reason"?}`
/// - `POST trash|restore|delete` `{"order"}`; `POST email` `{"customer","email"}`
/// - `POST uninstall`, `data-request|redact` `{"customer"}`, `redact-shop`
/// - `POST webhook` `{"url","secret"?,"topics"?}`, `POST unsubscribe`
/// - `POST pause`, `resume`: stop and go on trading; `POST chaos` `{"chaos": "drop=0.2,seed=7"}`
///
/// An action answers `{"id": …}`, 409 `{"error": …}` when the platform would not allow it, and 400
/// when the request cannot be read.
final class AdminApi {
  private final Shop shop;
  private final RandomGenerator random;
  private final DeliveryLog log;
  private final Trading trading;

  /// Whether the shop trades by itself.
  interface Trading {
    void trade(boolean goOn);
  }

  AdminApi(Shop shop, RandomGenerator random, DeliveryLog log, Trading trading) {
    this.shop = shop;
    this.random = random;
    this.log = log;
    this.trading = trading;
  }

  ShopReply answer(ShopRequest request) {
    String[] segments = request.segments();
    String what = segments.length > 1 ? segments[1] : "";
    if (request.method().equals("GET")) {
      return switch (what) {
        case "orders" -> ok(orders());
        case "deliveries" -> ok(log.write());
        default -> unknown();
      };
    }
    JsonNode body = JsonText.parse(request.body()).orElseGet(JsonText::object);
    try {
      return post(what, body);
    } catch (IllegalArgumentException unreadable) {
      ObjectNode error = JsonText.object().put("error", unreadable.getMessage());
      return ShopReply.json(400, JsonText.plain(error));
    }
  }

  private ShopReply post(String what, JsonNode body) {
    switch (what) {
      case "pause" -> trading.trade(false);
      case "resume" -> trading.trade(true);
      case "unsubscribe" -> shop.unsubscribe();
      case "chaos" -> shop.disturb(Chaos.parse(body.path("chaos").asText()));
      case "webhook" -> subscribe(body);
      default -> {
        return action(what, body).map(this::act).orElseGet(AdminApi::unknown);
      }
    }
    return ok(JsonText.object());
  }

  private void subscribe(JsonNode body) {
    List<String> topics = new ArrayList<>();
    body.path("topics").forEach(topic -> topics.add(topic.asText()));
    shop.subscribe(needed(body, "url"), body.path("secret").asText(), topics);
  }

  private ShopReply act(Action action) {
    return switch (shop.act(action)) {
      case ActionResult.Done done -> ok(JsonText.object().put("id", done.id()));
      case ActionResult.Refused refused ->
          ShopReply.json(409, JsonText.plain(JsonText.object().put("error", refused.reason())));
    };
  }

  private Optional<Action> action(String what, JsonNode body) {
    return switch (what) {
      case "place" -> Optional.of(new Action.Place(purchase(body)));
      case "abandon" -> Optional.of(new Action.Abandon(purchase(body)));
      case "convert" -> Optional.of(new Action.Convert(needed(body, "checkout")));
      case "pay" -> Optional.of(pay(body));
      case "edit" -> Optional.of(edit(body));
      case "ship" -> Optional.of(ship(body));
      case "refund" ->
          Optional.of(
              new Action.Refund(
                  needed(body, "order"),
                  portions(body),
                  PurchaseReader.amount(body, "amount"),
                  body.path("reason").asText()));
      case "cancel" ->
          Optional.of(
              new Action.Cancel(needed(body, "order"), body.path("reason").asText("customer")));
      case "trash" -> Optional.of(new Action.Trash(needed(body, "order")));
      case "restore" -> Optional.of(new Action.Restore(needed(body, "order")));
      case "delete" -> Optional.of(new Action.Delete(needed(body, "order")));
      case "email" ->
          Optional.of(new Action.ChangeEmail(needed(body, "customer"), needed(body, "email")));
      case "uninstall" -> Optional.of(new Action.Uninstall());
      case "data-request" -> Optional.of(new Action.RequestData(needed(body, "customer")));
      case "redact" -> Optional.of(new Action.Redact(needed(body, "customer")));
      case "redact-shop" -> Optional.of(new Action.RedactShop());
      default -> Optional.empty();
    };
  }

  private Purchase purchase(JsonNode body) {
    if (body.has("items")) {
      return PurchaseReader.read(body);
    }
    String name = body.path("scenario").asText("guest");
    return Scenario.of(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scenario: there is no '"
                        + name
                        + "'; one of "
                        + java.util.Arrays.toString(Scenario.values())))
        .purchase(random);
  }

  private static Action pay(JsonNode body) {
    String kind = body.path("kind").asText("sale");
    Action.Payment payment =
        java.util.Arrays.stream(Action.Payment.values())
            .filter(each -> each.name().equalsIgnoreCase(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "kind: write sale, authorize, capture, void or decline, not " + kind));
    return new Action.Pay(needed(body, "order"), payment, PurchaseReader.amount(body, "amount"));
  }

  private static Action edit(JsonNode body) {
    String order = needed(body, "order");
    if (body.has("add")) {
      return new Action.AddLine(order, PurchaseReader.item(body.get("add")));
    }
    if (body.has("remove")) {
      JsonNode remove = body.get("remove");
      return new Action.RemoveLine(
          order, remove.path("line").asInt(), remove.path("quantity").asInt(1));
    }
    if (body.has("address")) {
      return new Action.ChangeAddress(order, PurchaseReader.address(body.get("address")));
    }
    if (body.has("field")) {
      return new Action.Annotate(
          order, needed(body.get("field"), "name"), body.get("field").path("value").asText());
    }
    throw new IllegalArgumentException("edit: say what to do: add, remove, address or field");
  }

  private static Action ship(JsonNode body) {
    Optional<Action.Tracking> tracking =
        Optional.ofNullable(body.get("tracking"))
            .map(
                node ->
                    new Action.Tracking(
                        node.path("company").asText(),
                        node.path("number").asText(),
                        node.path("url").asText()));
    return new Action.Ship(needed(body, "order"), portions(body), tracking);
  }

  private static List<Action.Portion> portions(JsonNode body) {
    List<Action.Portion> portions = new ArrayList<>();
    body.path("lines")
        .forEach(
            line ->
                portions.add(
                    new Action.Portion(line.path("line").asInt(), line.path("quantity").asInt(1))));
    return portions;
  }

  private static String needed(JsonNode body, String field) {
    String text = body.path(field).asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(field + ": is missing");
    }
    return text;
  }

  private ArrayNode orders() {
    ArrayNode array = JsonText.NODES.arrayNode();
    for (AdminOrder order : shop.orders()) {
      array
          .addObject()
          .put("id", order.id())
          .put("grand_total", order.grandTotal().toPlainString())
          .put("currency", order.currency())
          .put("refunded_total", order.refundedTotal().toPlainString())
          .put("status", order.status())
          .put("draft", order.draft());
    }
    return array;
  }

  private static ShopReply ok(JsonNode body) {
    return ShopReply.json(200, JsonText.plain(body));
  }

  private static ShopReply unknown() {
    return ShopReply.json(404, "{\"error\":\"there is no such admin call\"}");
  }
}
