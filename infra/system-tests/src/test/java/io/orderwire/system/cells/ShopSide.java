package io.orderwire.system.cells;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at a shop's subscriptions through its own API, as another client of the same key.
final class ShopSide {

  record Subscribed(String topic, String address, boolean active) {}

  private ShopSide() {}

  static List<Subscribed> subscriptions(Cell cell) {
    List<Subscribed> found = new ArrayList<>();
    switch (cell.platform()) {
      case SHOPIFY -> {
        for (JsonNode each :
            call(cell, "GET", "/admin/api/2026-07/webhooks.json?limit=250", "").path("webhooks")) {
          found.add(
              new Subscribed(each.path("topic").asText(), each.path("address").asText(), true));
        }
      }
      case WOOCOMMERCE -> {
        for (JsonNode each : call(cell, "GET", path("per_page=100"), "")) {
          found.add(
              new Subscribed(
                  each.path("topic").asText(),
                  each.path("delivery_url").asText(),
                  each.path("status").asText().equals("active")));
        }
      }
      case BIGCOMMERCE -> {
        for (JsonNode each : call(cell, "GET", hooks(cell) + "?limit=250", "").path("data")) {
          found.add(
              new Subscribed(
                  each.path("scope").asText(),
                  each.path("destination").asText(),
                  each.path("is_active").asBoolean()));
        }
      }
      case MAGENTO -> throw unknown(cell);
      case API2CART -> {
        String list = hooks(cell, "list", "count=250&params=force_all");
        for (JsonNode each : call(cell, "GET", list, "").path("result").path("webhook")) {
          found.add(
              new Subscribed(
                  each.path("entity").asText() + "." + each.path("action").asText(),
                  each.path("callback").asText().replaceFirst("\\?.*", ""),
                  each.path("active").asBoolean()));
        }
      }
    }
    return found;
  }

  static JsonNode register(Cell cell, String topic, String address) {
    return switch (cell.platform()) {
      case SHOPIFY ->
          call(
              cell,
              "POST",
              "/admin/api/2026-07/webhooks.json",
              Json.text(
                  Map.of("webhook", Map.of("topic", topic, "address", address, "format", "json"))));
      case WOOCOMMERCE ->
          call(
              cell,
              "POST",
              path(""),
              Json.text(Map.of("topic", topic, "delivery_url", address, "secret", "theirs")));
      case BIGCOMMERCE ->
          call(
              cell,
              "POST",
              hooks(cell),
              Json.text(Map.of("scope", topic, "destination", address, "is_active", true)));
      case MAGENTO -> throw unknown(cell);
      case API2CART ->
          call(
              cell,
              "POST",
              hooks(
                  cell,
                  "create",
                  "entity="
                      + topic.replace(".", "&action=")
                      + "&callback="
                      + URLEncoder.encode(address, StandardCharsets.UTF_8)),
              "");
    };
  }

  private static IllegalArgumentException unknown(Cell cell) {
    return new IllegalArgumentException(cell.platform() + " has no subscriptions in its API");
  }

  private static String hooks(Cell cell) {
    return cell.address().getPath() + "/v3/hooks";
  }

  private static String hooks(Cell cell, String action, String query) {
    return cell.address().getPath() + "/webhook." + action + ".json?" + query;
  }

  private static String path(String query) {
    return "/wp-json/wc/v3/webhooks?" + keys() + "&" + query;
  }

  static String keys() {
    return "consumer_key=" + Cell.KEY + "&consumer_secret=" + Cell.SECRET;
  }

  static JsonNode call(Cell cell, String method, String path, String body) {
    ShopReply reply =
        cell.shop()
            .handle(
                ShopRequest.of(
                    method,
                    path,
                    Map.of(
                        "x-shopify-access-token", Cell.SECRET,
                        "x-auth-token", Cell.SECRET,
                        "x-api-key", Cell.KEY,
                        "x-store-key", Cell.SECRET,
                        "content-type", "application/json"),
                    body.getBytes(StandardCharsets.UTF_8)));
    try {
      return Json.tree(reply.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
