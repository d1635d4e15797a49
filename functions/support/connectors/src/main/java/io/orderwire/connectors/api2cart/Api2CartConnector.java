package io.orderwire.connectors.api2cart;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.Capability;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Descriptor.Account;
import io.orderwire.connector.Descriptor.Allowance;
import io.orderwire.connector.Descriptor.BlindSpot;
import io.orderwire.connector.Descriptor.CredentialField;
import io.orderwire.connector.Descriptor.Depth;
import io.orderwire.connector.Descriptor.Document;
import io.orderwire.connector.Descriptor.KillRule;
import io.orderwire.connector.Descriptor.Listing;
import io.orderwire.connector.Descriptor.OptionField;
import io.orderwire.connector.Descriptor.Rereads;
import io.orderwire.connector.Descriptor.Settling;
import io.orderwire.connector.Descriptor.Webhooks;
import io.orderwire.connector.Descriptor.ZoneFact;
import io.orderwire.model.PlatformId;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// API2Cart v1.1: one interface to the carts behind it.
public final class Api2CartConnector {
  private static final String API =
      "https://github.com/api2cart/doc/blob/0047f1cc23ca50f5787209c0a313d9dd15ae1d61/";
  private static final String WEBHOOKS = "https://api2cart.com/docs/working-with-webhooks";
  private static final LocalDate READ = LocalDate.of(2026, 11, 26);
  private static final int AT_ONCE_PER_STORE = 5;
  private static final int AT_ONCE_PER_ACCOUNT = 10;

  private Api2CartConnector() {}

  public static Connector create() {
    return new Connector(
        descriptor(),
        new Api2CartWebhooks(),
        Optional.of(new Api2CartRegistry()),
        new Api2CartFeed(),
        new Api2CartMapper(),
        Optional.of(new Api2CartCarts()),
        Api2CartStatuses.tables());
  }

  private static Descriptor descriptor() {
    return new Descriptor(
        new PlatformId("api2cart"),
        "API2Cart",
        "v1.1",
        "1",
        "https?://[^\\s?#]+/v1\\.1",
        "https://api.api2cart.com/v1.1",
        new AuthScheme.HeaderKeys(
            List.of(
                new AuthScheme.HeaderKey("x-api-key", "api_key"),
                new AuthScheme.HeaderKey("x-store-key", "store_key"))),
        credentials(),
        options(),
        webhooks(),
        listing(),
        new Rereads(6, Duration.ofDays(60), Duration.ofDays(14), Duration.ofDays(60)),
        settling(),
        new Allowance(Optional.empty(), Optional.of(AT_ONCE_PER_STORE)),
        Optional.of(
            new Account(
                "api_key", new Allowance(Optional.empty(), Optional.of(AT_ONCE_PER_ACCOUNT)))),
        timestamps(),
        blindSpots(),
        capabilities(),
        documents());
  }

  private static List<CredentialField> credentials() {
    return List.of(
        new CredentialField(
            "api_key",
            "API key",
            "of the API2Cart account: it opens all of its stores",
            true,
            "[0-9A-Za-z]{16,128}",
            true),
        new CredentialField(
            "store_key",
            "Store key",
            "of this store: account.cart.list shows it",
            true,
            "[0-9A-Za-z]{16,128}",
            true),
        new CredentialField(
            "webhook_secret",
            "Webhook secret",
            "any long random text: it becomes a part of the callback's address",
            true,
            ".{16,255}",
            false));
  }

  private static List<OptionField> options() {
    return List.of(
        OrderListing.PAGE_SIZE_OPTION,
        new OptionField(
            Times.ZONE_OPTION,
            "Time zone",
            "of the shop, for carts that write times without a zone",
            "[A-Za-z0-9_+/-]{1,40}",
            "UTC"),
        new OptionField(
            Formula.CURRENCY_OPTION,
            "Currency",
            "of the shop, for carts whose orders do not name theirs",
            "[A-Z]{3}|",
            ""));
  }

  private static Webhooks webhooks() {
    return new Webhooks(
        List.of("order.add", "order.update", "order.delete"),
        Depth.ID_ONLY,
        "webhook_secret",
        Set.of(Api2CartWebhooks.ENTITY, Api2CartWebhooks.ACTION, Api2CartWebhooks.ERROR),
        "webhook.create with entity order, action add, update and delete, fields"
            + " id,order_id,modified_at and as callback the address with ?secret= and the webhook"
            + " secret; webhook.events lists what the cart behind the store offers.",
        new KillRule(
            5,
            "the webhook is made inactive; what failed is kept for a day",
            5,
            Duration.ofDays(1)));
  }

  private static Listing listing() {
    return new Listing(
        OrderListing.PAGE_SIZE,
        true,
        Duration.ofMinutes(10),
        Duration.ofSeconds(1),
        Optional.empty());
  }

  private static Settling settling() {
    return new Settling(
        Duration.ofSeconds(60),
        "carts behind API2Cart write an order in steps, and API2Cart looks at some of them in"
            + " intervals",
        URI.create(WEBHOOKS));
  }

  private static List<ZoneFact> timestamps() {
    return List.of(
        new ZoneFact(
            "all times",
            "a text beside the PHP date pattern that wrote it; without a zone in that of the store's"
                + " option"));
  }

  private static List<BlindSpot> blindSpots() {
    return List.of(
        new BlindSpot(
            "whatever the cart behind the store hides: its transactions and shipments may not move"
                + " the order's time",
            "orders that are open or recent are read again",
            URI.create(API + "openapi.json")));
  }

  private static Set<Capability> capabilities() {
    return Set.of(
        Capability.WEBHOOKS_BY_ADDRESS,
        Capability.WEBHOOK_REGISTRATION,
        Capability.LIST_UPDATED_SINCE,
        Capability.FETCH_ORDER,
        Capability.CARTS,
        Capability.TRANSACTIONS,
        Capability.SHIPMENTS,
        Capability.REFUNDS,
        Capability.TEST_ORDERS,
        Capability.GUEST_CHECKOUT,
        Capability.BUNDLES,
        Capability.CUSTOM_FIELDS);
  }

  private static List<Document> documents() {
    return List.of(
        new Document("Reference v1.1 (OpenAPI)", URI.create(API + "openapi.json"), READ),
        new Document("Working with webhooks", URI.create(WEBHOOKS), READ));
  }
}
