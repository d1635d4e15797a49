package io.orderwire.connectors.shopify;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.Capability;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor;
import io.orderwire.connector.Descriptor.BlindSpot;
import io.orderwire.connector.Descriptor.CredentialField;
import io.orderwire.connector.Descriptor.Depth;
import io.orderwire.connector.Descriptor.Document;
import io.orderwire.connector.Descriptor.KillRule;
import io.orderwire.connector.Descriptor.OptionField;
import io.orderwire.connector.Descriptor.RateBudget;
import io.orderwire.connector.Descriptor.ZoneFact;
import io.orderwire.model.PlatformId;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Everything Orderwire knows of Shopify.
public final class ShopifyConnector {
  /// Rises with every change of what the mapper makes of a payload.
  static final String CONNECTOR_VERSION = "1";

  /// What is subscribed. All other topics that touch orders are understood too.
  static final List<String> TOPICS =
      List.of(
          "orders/create",
          "orders/updated",
          "orders/paid",
          "orders/partially_fulfilled",
          "orders/fulfilled",
          "orders/cancelled",
          "orders/edited",
          "orders/delete",
          "refunds/create",
          "order_transactions/create",
          "fulfillments/create",
          "fulfillments/update",
          "returns/request",
          "returns/approve",
          "returns/decline",
          "returns/cancel",
          "returns/close",
          "returns/reopen",
          "returns/update",
          "checkouts/create",
          "checkouts/update",
          "checkouts/delete",
          "customers/create",
          "customers/update",
          "customers/delete",
          "app/uninstalled");

  private static final LocalDate READ = LocalDate.of(2026, 11, 23);

  private ShopifyConnector() {}

  public static Connector create() {
    return new Connector(
        descriptor(),
        new ShopifyWebhooks(),
        Optional.of(new ShopifyRegistry()),
        new ShopifyFeed(),
        new ShopifyMapper(),
        Optional.of(new ShopifyCarts()),
        ShopifyStatuses.create(),
        Optional.of(new ShopifyAuthorization()));
  }

  private static Descriptor descriptor() {
    return new Descriptor(
        new PlatformId("shopify"),
        "Shopify",
        ShopifyQueries.VERSION,
        CONNECTOR_VERSION,
        "https://[a-z0-9][a-z0-9-]*\\.myshopify\\.com/?",
        "https://acme-eu.myshopify.com",
        auth(),
        credentials(),
        options(),
        webhooks(),
        // updated_at has whole seconds; the overlap also covers orders that move while paging
        new Descriptor.Listing(
            ShopifyQueries.PAGE,
            true,
            Duration.ofMinutes(5),
            Duration.ofSeconds(1),
            Optional.of(Duration.ofDays(60))),
        new Descriptor.Rereads(12, Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(60)),
        // orders/create and orders/updated of one checkout come within a second, in either order
        new Descriptor.Settling(
            Duration.ofSeconds(10),
            "transactions, taxes and edits of apps follow the new order for some moments",
            URI.create("https://github.com/Shopify/shopify-app-js/issues/603")),
        Optional.of(new RateBudget(2000, 100, List.of("x-shopify-shop-api-call-limit"))),
        List.of(
            new ZoneFact("*_at (REST and webhooks)", "RFC 3339 with the shop's offset"),
            new ZoneFact("*At (GraphQL)", "RFC 3339 in UTC"),
            new ZoneFact("X-Shopify-Triggered-At", "RFC 3339 in UTC")),
        blindSpots(),
        EnumSet.allOf(Capability.class),
        documents());
  }

  /// Tokens that an authorization gave end after an hour; those of an app made in the admin do not.
  private static AuthScheme auth() {
    String header = "X-Shopify-Access-Token";
    return new AuthScheme.ByCredential(
        ShopifyAuthorization.REFRESH,
        new AuthScheme.Refreshed(
            header,
            ShopifyAuthorization.TOKEN,
            ShopifyAuthorization.REFRESH,
            ShopifyAuthorization.ENDS,
            ShopifyAuthorization.TOKEN_PATH,
            ShopifyAuthorization.CLIENT,
            ShopifyAuthorization.SECRET),
        new AuthScheme.HeaderKey(header, ShopifyAuthorization.TOKEN));
  }

  private static List<CredentialField> credentials() {
    return List.of(
        new CredentialField(
            ShopifyAuthorization.TOKEN,
            "Admin API access token",
            "Scopes read_orders, read_customers, read_products, read_returns; read_all_orders for"
                + " orders older than 60 days",
            true,
            "[!-~]{10,255}",
            true),
        new CredentialField(
            ShopifyAuthorization.SECRET,
            "App client secret",
            "API secret key of the app; for webhooks made in the admin: the secret shown under"
                + " Settings, Notifications, Webhooks",
            true,
            "[!-~]{8,255}",
            false),
        new CredentialField(
            ShopifyAuthorization.REFRESH,
            "Refresh token",
            "comes with an access token that ends, and is another after each renewal",
            true,
            "[!-~]{8,500}",
            false,
            true),
        new CredentialField(
            ShopifyAuthorization.ENDS,
            "End of the access token",
            "an instant such as 2026-11-27T12:00:00Z",
            false,
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z",
            false,
            true),
        new CredentialField(
            ShopifyAuthorization.CLIENT,
            "App client id",
            "of the app that the access token was given to",
            false,
            "[!-~]{8,255}",
            false,
            true));
  }

  private static List<OptionField> options() {
    return List.of(
        new OptionField(
            ShopifyFeed.API,
            "API",
            "graphql, or rest for apps that still use the legacy API",
            "graphql|rest",
            "graphql"),
        new OptionField(
            ShopifyFeed.PAGE_SIZE,
            "Orders per page",
            "1 to 4 by GraphQL, where an order costs many points; up to 250 by REST",
            "[1-9][0-9]{0,2}",
            Integer.toString(ShopifyQueries.PAGE)),
        new OptionField(
            ShopifyGraphOrders.RETURNS,
            "Read returns",
            "no for a token without the read_returns scope",
            "yes|no",
            "yes"));
  }

  private static Descriptor.Webhooks webhooks() {
    return new Descriptor.Webhooks(
        TOPICS,
        Depth.PARTIAL,
        "webhook_secret",
        ShopifyWebhooks.KEPT_HEADERS,
        "In the Shopify admin open Settings, Notifications, Webhooks; create one webhook per topic"
            + " with format JSON and this URL; enter the signing secret shown there as the webhook"
            + " secret. Apps name the topics in shopify.app.toml and the compliance topics under"
            + " compliance_topics.",
        new KillRule(
            8,
            "subscriptions made by the Admin API are deleted; those of an app's configuration stay",
            8,
            Duration.ofHours(4)));
  }

  private static List<BlindSpot> blindSpots() {
    return List.of(
        new BlindSpot(
            "a deleted order is listed no more",
            "topic orders/delete; re-reading open and recent orders: it is missing",
            URI.create("https://shopify.dev/docs/api/webhooks")),
        new BlindSpot(
            "orders older than 60 days are silently missing without read_all_orders",
            "the scope",
            URI.create("https://shopify.dev/docs/api/admin-graphql/latest/queries/orders")),
        new BlindSpot(
            "names and addresses are null without approval for protected customer data",
            "the approval; then the next change of the order",
            URI.create("https://shopify.dev/docs/apps/launch/protected-customer-data")),
        new BlindSpot(
            "holds and schedules of fulfilment do not show in webhooks",
            "listing by GraphQL, re-reading open and recent orders",
            URI.create("https://shopify.dev/docs/api/admin-graphql/latest/objects/Order")));
  }

  private static List<Document> documents() {
    return List.of(
        document(
            "Admin GraphQL: Order",
            "https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Order"),
        document("Webhook topics", "https://shopify.dev/docs/api/webhooks"),
        document(
            "Verify deliveries", "https://shopify.dev/docs/apps/build/webhooks/verify-deliveries"),
        document(
            "GraphQL Admin API rate limits",
            "https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits"),
        document(
            "Privacy law compliance",
            "https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance"),
        document("API versioning", "https://shopify.dev/docs/api/usage/versioning"));
  }

  private static Document document(String title, String address) {
    return new Document(title, URI.create(address), READ);
  }
}
