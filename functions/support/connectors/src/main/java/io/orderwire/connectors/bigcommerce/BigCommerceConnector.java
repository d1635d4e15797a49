package io.orderwire.connectors.bigcommerce;

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
import io.orderwire.connector.Descriptor.RateBudget;
import io.orderwire.connector.Descriptor.Rereads;
import io.orderwire.connector.Descriptor.Settling;
import io.orderwire.connector.Descriptor.Webhooks;
import io.orderwire.connector.Descriptor.ZoneFact;
import io.orderwire.connector.StandardWebhooks;
import io.orderwire.model.PlatformId;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// BigCommerce, REST V2 and V3.
public final class BigCommerceConnector {
  private static final String DOCS =
      "https://github.com/bigcommerce/docs/blob/24f580ca6d2981728b7ed70a2049e00fc602c335/";
  private static final LocalDate READ = LocalDate.of(2026, 11, 26);

  private BigCommerceConnector() {}

  public static Connector create() {
    return new Connector(
        descriptor(),
        new BigCommerceWebhooks(),
        Optional.of(new BigCommerceRegistry()),
        new BigCommerceFeed(),
        new BigCommerceMapper(),
        Optional.of(new BigCommerceCarts()),
        BigCommerceStatuses.tables(),
        Optional.of(new BigCommerceAuthorization()));
  }

  private static Descriptor descriptor() {
    return new Descriptor(
        new PlatformId("bigcommerce"),
        "BigCommerce",
        "v2 and v3",
        "1",
        "https?://[^\\s?#]+/stores/[0-9a-z]+",
        "https://api.bigcommerce.com/stores/abcd1234",
        new AuthScheme.HeaderKey("x-auth-token", "access_token"),
        credentials(),
        options(),
        webhooks(),
        listing(),
        new Rereads(12, Duration.ofDays(60), Duration.ofDays(14), Duration.ofDays(60)),
        settling(),
        Optional.of(
            new RateBudget(
                150, 5, List.of(Replies.LEFT, Replies.QUOTA, Replies.WINDOW, Replies.RESET))),
        timestamps(),
        blindSpots(),
        capabilities(),
        documents());
  }

  private static List<CredentialField> credentials() {
    return List.of(
        new CredentialField(
            "access_token",
            "Access token",
            "Settings → API → Store-level API accounts: Orders and Order transactions read-only,"
                + " Carts read-only",
            true,
            "[0-9A-Za-z]{8,128}",
            true),
        new CredentialField(
            "client_secret",
            "Client secret",
            "of the same API account or app: it signs the webhooks",
            true,
            ".{8,255}",
            false));
  }

  private static List<OptionField> options() {
    return List.of(OrderListing.PAGE_SIZE_OPTION);
  }

  private static Webhooks webhooks() {
    return new Webhooks(
        List.of(
            "store/order/*",
            "store/shipment/*",
            "store/cart/created",
            "store/cart/updated",
            "store/cart/abandoned",
            "store/cart/converted",
            "store/app/uninstalled"),
        Depth.ID_ONLY,
        "client_secret",
        Set.of(StandardWebhooks.ID, BigCommerceWebhooks.TOPIC),
        "BigCommerce has no screen for it: POST /v3/hooks with the scope, the address as"
            + " destination and is_active true, once per scope, with the token of the API account"
            + " whose client secret is stored here.",
        new KillRule(
            12,
            "the hook is deactivated and a mail is sent; so it is after 90 days without an event",
            11,
            Duration.ofDays(2)));
  }

  private static Listing listing() {
    return new Listing(
        OrderListing.PAGE_SIZE,
        true,
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        Optional.empty());
  }

  private static Settling settling() {
    return new Settling(
        Duration.ofSeconds(30),
        "order/created fires for incomplete orders too; payment, status and transactions follow"
            + " one by one, each with its own event",
        URI.create(DOCS + "docs/integrations/webhooks/events/index.mdx"));
  }

  private static List<ZoneFact> timestamps() {
    return List.of(
        new ZoneFact(
            "date_created, date_modified, date_shipped", "RFC 2822 in UTC, empty text where unset"),
        new ZoneFact("transactions: date_created; refunds: created", "RFC 3339 with an offset"),
        new ZoneFact("created_at of a delivery", "seconds since 1970"));
  }

  private static List<BlindSpot> blindSpots() {
    return List.of(
        new BlindSpot(
            "a refund: what the order itself says of it is documented as always zero",
            "sweep refunds",
            URI.create(DOCS + "reference/orders.v3.yml")),
        new BlindSpot(
            "a metafield of an order",
            "topic store/order/*, sweep metafields",
            URI.create(DOCS + "reference/orders.v3.yml")),
        new BlindSpot(
            "archiving: the order leaves the listings",
            "topic store/order/*, sweep archived",
            URI.create(DOCS + "reference/orders.v2.oas2.yml")));
  }

  private static Set<Capability> capabilities() {
    return Set.of(
        Capability.SIGNED_WEBHOOKS,
        Capability.WEBHOOK_REGISTRATION,
        Capability.LIST_UPDATED_SINCE,
        Capability.FETCH_ORDER,
        Capability.CARTS,
        Capability.TRANSACTIONS,
        Capability.SHIPMENTS,
        Capability.REFUNDS,
        Capability.MULTI_CURRENCY,
        Capability.TEST_ORDERS,
        Capability.GUEST_CHECKOUT,
        Capability.BUNDLES,
        Capability.CUSTOM_FIELDS,
        Capability.UNINSTALL_NOTICE);
  }

  private static List<Document> documents() {
    return List.of(
        new Document("Orders V2", URI.create(DOCS + "reference/orders.v2.oas2.yml"), READ),
        new Document(
            "Orders V3: transactions, refunds, metafields",
            URI.create(DOCS + "reference/orders.v3.yml"),
            READ),
        new Document(
            "Webhook events",
            URI.create(DOCS + "docs/integrations/webhooks/events/index.mdx"),
            READ),
        new Document(
            "Webhooks: delivery and signature",
            URI.create(DOCS + "docs/integrations/webhooks/https-webhook-overview.mdx"),
            READ),
        new Document(
            "API rate limits",
            URI.create(DOCS + "docs/api-docs/getting-started/api-rate-limits.mdx"),
            READ));
  }
}
