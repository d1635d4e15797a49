package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.Parsed;
import io.orderwire.model.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A place in a Shopify document of either dialect: the only thing that knows how they differ. Most
/// members have two names (REST and webhooks, GraphQL); ids are numbers or gids, lists are arrays
/// or connections, money is text in shop currency or a bag of both currencies.
///
/// @param tracked somebody listens to what is read, so deliberate omissions are marked
record ShopifyNode(RawNode raw, boolean graph, boolean tracked) {
  private static final String GID = "gid://";

  static ShopifyNode root(JsonNode document, RawReads reads) {
    boolean graph = document.path("id").asText("").startsWith(GID);
    return new ShopifyNode(RawNode.root(document, reads), graph, reads.tracked());
  }

  /// The number at the end of a gid, such as `12` of `gid://shopify/Order/12?flag=1`.
  static String tail(String id) {
    if (!id.startsWith(GID)) {
      return id;
    }
    int query = id.indexOf('?');
    String path = query < 0 ? id : id.substring(0, query);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  ShopifyNode at(String rest, String graphName) {
    return new ShopifyNode(raw.at(graph ? graphName : rest), graph, tracked);
  }

  ShopifyNode at(String name) {
    return at(name, name);
  }

  boolean isPresent() {
    return raw.isPresent();
  }

  Optional<String> text(String rest, String graphName) {
    return at(rest, graphName).raw.text();
  }

  Optional<String> text(String name) {
    return text(name, name);
  }

  Optional<String> text() {
    return raw.text();
  }

  /// The numeric id that stands here, in either form.
  Optional<String> id(String rest, String graphName) {
    return text(rest, graphName).map(ShopifyNode::tail).filter(id -> !id.isEmpty());
  }

  Optional<String> id() {
    return id("id", "id");
  }

  Optional<ExternalId> externalId(String rest, String graphName) {
    ShopifyNode place = at(rest, graphName);
    return id(rest, graphName)
        .flatMap(
            id ->
                switch (ExternalId.parse(id)) {
                  case Parsed.Valid<ExternalId>(ExternalId valid) -> Optional.of(valid);
                  case Parsed.InvalidValue<ExternalId>(String expected, String given) -> {
                    place.warn("invalid_id", "expected " + expected);
                    yield Optional.empty();
                  }
                });
  }

  /// The elements of an array, or the nodes of a connection.
  List<ShopifyNode> each(String rest, String graphName) {
    RawNode place = at(rest, graphName).raw;
    RawNode list = graph && place.isObject() && place.has("nodes") ? place.at("nodes") : place;
    return list.elements().stream()
        .map(element -> new ShopifyNode(element, graph, tracked))
        .toList();
  }

  /// An amount in shop currency that REST writes as plain text.
  Optional<Money> money(String rest, String graphName, CurrencyCode currency) {
    return graph ? bag(rest, graphName, currency) : raw.money(rest, currency);
  }

  /// An amount in shop currency that both dialects write as a bag.
  Optional<Money> bag(String rest, String graphName, CurrencyCode currency) {
    return at(rest, graphName).at("shop_money", "shopMoney").raw.money("amount", currency);
  }

  /// The amount of a bag in the currency that the buyer saw.
  Optional<Money> presented(String rest, String graphName, CurrencyCode currency) {
    return at(rest, graphName)
        .at("presentment_money", "presentmentMoney")
        .raw
        .money("amount", currency);
  }

  Optional<CurrencyCode> currency(String rest, String graphName) {
    return raw.currency(graph ? graphName : rest);
  }

  Optional<Instant> instant(String rest, String graphName) {
    return raw.instant(graph ? graphName : rest);
  }

  Optional<Boolean> flag(String rest, String graphName) {
    return raw.flag(graph ? graphName : rest);
  }

  Optional<BigDecimal> decimal(String rest, String graphName) {
    return raw.decimal(graph ? graphName : rest);
  }

  Optional<Integer> integer(String rest, String graphName) {
    return raw.integer(graph ? graphName : rest);
  }

  Optional<Quantity> quantity(String rest, String graphName) {
    return raw.quantity(graph ? graphName : rest);
  }

  /// Leaves members out on purpose, by the policy of that name.
  void drop(String policy, String... members) {
    if (!tracked) {
      return;
    }
    for (String member : members) {
      RawNode place = raw.at(member);
      if (place.isPresent()) {
        place.drop(policy);
      }
    }
  }

  void warn(String code, String message) {
    raw.report(Finding.warning(raw.pointer(), code, message));
  }

  void warn(String code, String message, String given) {
    raw.report(Finding.warning(raw.pointer(), code, message, given));
  }
}
