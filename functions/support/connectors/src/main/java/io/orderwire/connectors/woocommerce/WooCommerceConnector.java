package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.Capability;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
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

/// WooCommerce, REST API v3.
public final class WooCommerceConnector {
  private static final String ISSUES = "https://github.com/woocommerce/woocommerce/issues/";
  private static final LocalDate READ = LocalDate.of(2026, 11, 23);

  private WooCommerceConnector() {}

  public static Connector create() {
    return new Connector(
        descriptor(),
        new WooCommerceWebhooks(),
        Optional.of(new WooCommerceRegistry()),
        new WooCommerceFeed(),
        new WooCommerceMapper(),
        Optional.of(new WooCommerceCarts()),
        WooCommerceStatuses.tables(),
        Optional.of(new WooCommerceAuthorization()));
  }

  private static Descriptor descriptor() {
    return new Descriptor(
        new PlatformId("woocommerce"),
        "WooCommerce",
        "wc/v3",
        "1",
        "https?://[^\\s?#]+",
        "https://shop.example",
        new AuthScheme.BySecurity(
            new AuthScheme.Basic("consumer_key", "consumer_secret"),
            new AuthScheme.OAuthOne("consumer_key", "consumer_secret")),
        credentials(),
        options(),
        webhooks(),
        listing(),
        new Rereads(4, Duration.ofDays(60), Duration.ofDays(14), Duration.ofDays(60)),
        settling(),
        Optional.empty(),
        timestamps(),
        blindSpots(),
        capabilities(),
        documents());
  }

  private static List<CredentialField> credentials() {
    return List.of(
        new CredentialField(
            "consumer_key",
            "Consumer key",
            "WooCommerce → Settings → Advanced → REST API; read access is enough for orders,"
                + " read/write lets Orderwire register its webhooks",
            true,
            "ck_[0-9a-zA-Z_]{4,120}",
            true),
        new CredentialField(
            "consumer_secret",
            "Consumer secret",
            "shown once, when the key is created",
            true,
            "cs_[0-9a-zA-Z_]{4,120}",
            true),
        new CredentialField(
            "webhook_secret",
            "Webhook secret",
            "the text in the field Secret of every webhook",
            true,
            ".{1,255}",
            false));
  }

  private static List<OptionField> options() {
    return List.of(
        new OptionField(
            Endpoints.PERMALINKS,
            "Permalinks",
            "`plain` for a site without pretty permalinks: calls go to /?rest_route=/wc/v3/…",
            "pretty|plain",
            "pretty"),
        new OptionField(
            OrderListing.ORDER_BY,
            "Sort key of listings",
            "`id` for old versions, whose listings cannot be sorted by modified",
            "modified|id",
            "modified"),
        OrderListing.PAGE_SIZE_OPTION);
  }

  private static Webhooks webhooks() {
    return new Webhooks(
        List.of("order.created", "order.updated", "order.deleted", "order.restored"),
        Depth.FULL,
        "webhook_secret",
        Set.of(WooCommerceWebhooks.TOPIC, WooCommerceWebhooks.DELIVERY_ID),
        "WooCommerce → Settings → Advanced → Webhooks → Add webhook: status Active, delivery URL as"
            + " given, one secret for all, API version WP REST API Integration v3; once per topic."
            + " To hear of permanent deletions add the topic Action with the event"
            + " woocommerce_delete_order.",
        new KillRule(7, "the webhook is disabled until someone activates it", 0, Duration.ZERO));
  }

  private static Listing listing() {
    return new Listing(
        OrderListing.PAGE_SIZE,
        true,
        Duration.ofMinutes(2),
        Duration.ofSeconds(1),
        Optional.empty());
  }

  /// The hooks behind the webhooks run before the items are saved, and gateways write to an order
  /// for some moments after it is there.
  private static Settling settling() {
    return new Settling(
        Duration.ofSeconds(10),
        "items are saved after the hook woocommerce_new_order, totals after the items, and what"
            + " the gateway writes after both",
        URI.create(ISSUES + "23335"));
  }

  private static List<ZoneFact> timestamps() {
    return List.of(
        new ZoneFact("date_created_gmt", "UTC without Z"),
        new ZoneFact("date_modified_gmt", "UTC without Z"),
        new ZoneFact("date_paid_gmt", "UTC without Z, null until paid"),
        new ZoneFact("date_completed_gmt", "UTC without Z, null until completed"),
        new ZoneFact(
            "date_created, date_modified, date_paid, date_completed",
            "the site's local time without offset: not read"));
  }

  private static List<BlindSpot> blindSpots() {
    return List.of(
        new BlindSpot(
            "a refund in versions before 7.6, and by some gateways since",
            "sweep refunds since 9.0, re-reading open and recent orders before",
            URI.create(ISSUES + "28969")),
        new BlindSpot(
            "an item edited in the admin's order screen",
            "re-reading open and recent orders",
            URI.create(ISSUES + "28969")),
        new BlindSpot(
            "trashing: the order leaves status=any",
            "sweep trash",
            URI.create("https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-orders")),
        new BlindSpot(
            "permanent deletion: nothing is sent and nothing is listed",
            "re-reading open and recent orders: it is missing; the custom topic"
                + " action.woocommerce_delete_order",
            URI.create(
                "https://woocommerce.github.io/woocommerce-rest-api-docs/#delete-an-order")));
  }

  private static Set<Capability> capabilities() {
    return Set.of(
        Capability.SIGNED_WEBHOOKS,
        Capability.WEBHOOK_REGISTRATION,
        Capability.LIST_UPDATED_SINCE,
        Capability.FETCH_ORDER,
        Capability.CARTS,
        Capability.SHIPMENTS,
        Capability.REFUNDS,
        Capability.GUEST_CHECKOUT,
        Capability.BUNDLES,
        Capability.CUSTOM_FIELDS);
  }

  private static List<Document> documents() {
    return List.of(
        new Document(
            "WooCommerce REST API v3",
            URI.create("https://woocommerce.github.io/woocommerce-rest-api-docs/"),
            READ),
        new Document(
            "class-wc-webhook.php",
            URI.create(
                "https://github.com/woocommerce/woocommerce/blob/00e1bc4da70f83469010330e589878684c73a921/plugins/woocommerce/includes/class-wc-webhook.php"),
            READ),
        new Document(
            "OrderStatus.php",
            URI.create(
                "https://github.com/woocommerce/woocommerce/blob/0911046beb8fba46e28a44728314f9aa8f1c8d7d/plugins/woocommerce/src/Enums/OrderStatus.php"),
            READ));
  }
}
