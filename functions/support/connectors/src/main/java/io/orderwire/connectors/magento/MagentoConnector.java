package io.orderwire.connectors.magento;

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

/// Magento Open Source and Adobe Commerce, REST V1.
public final class MagentoConnector {
  private static final String ISSUES = "https://github.com/magento/magento2/issues/";
  private static final String EVENT = "com.adobe.commerce.observer.";
  private static final LocalDate READ = LocalDate.of(2026, 11, 26);

  private MagentoConnector() {}

  public static Connector create() {
    return new Connector(
        descriptor(),
        new MagentoWebhooks(),
        Optional.empty(),
        new MagentoFeed(),
        new MagentoMapper(),
        Optional.of(new MagentoCarts()),
        MagentoStatuses.tables());
  }

  private static Descriptor descriptor() {
    return new Descriptor(
        new PlatformId("magento"),
        "Magento / Adobe Commerce",
        "V1",
        "1",
        "https?://[^\\s?#]+",
        "https://shop.example",
        new AuthScheme.ByCredential(
            "consumer_key",
            new AuthScheme.OAuthOneToken(
                "consumer_key", "consumer_secret", "access_token", "access_token_secret"),
            new AuthScheme.Bearer("access_token")),
        credentials(),
        options(),
        webhooks(),
        new Listing(
            Search.PAGE_SIZE, true, Duration.ofMinutes(2), Duration.ofSeconds(1), Optional.empty()),
        new Rereads(4, Duration.ofDays(60), Duration.ofDays(14), Duration.ofDays(60)),
        new Settling(
            Duration.ofSeconds(10),
            "the order is saved first, what the gateway and the invoice write follows",
            URI.create(ISSUES + "10287")),
        Optional.empty(),
        List.of(
            new ZoneFact("created_at, updated_at", "UTC without a zone"),
            new ZoneFact("converted_at", "UTC without a zone, only where converted")),
        blindSpots(),
        capabilities(),
        documents());
  }

  private static List<CredentialField> credentials() {
    return List.of(
        credential(
            "access_token",
            "Access token",
            "System → Integrations: one that may read Sales, Customers and Carts. Alone it is"
                + " accepted only where the shop allows integration tokens as bearer tokens",
            true),
        credential(
            "access_token_secret", "Access token secret", "shown when it is activated", false),
        credential("consumer_key", "Consumer key", "of the same integration", false),
        credential("consumer_secret", "Consumer secret", "of the same integration", false),
        new CredentialField(
            "webhook_secret",
            "Client id and public keys of I/O Events",
            "Adobe Commerce only: the client id of the project in Adobe Developer Console, then the"
                + " public keys from static.adobeioevents.com that its deliveries name",
            true,
            "(?s)\\S{1,255}\\s+\\S.{100,8000}",
            false));
  }

  private static CredentialField credential(
      String key, String label, String help, boolean required) {
    return new CredentialField(key, label, help, true, "[0-9a-zA-Z._-]{8,2000}", required);
  }

  private static List<OptionField> options() {
    return List.of(
        new OptionField(
            Search.STORE_VIEW,
            "Store view",
            "code of the store view through which orders are read; `all` sees every one",
            "[a-z][a-z0-9_]{0,31}",
            "all"),
        Search.PAGE_SIZE_OPTION);
  }

  private static Webhooks webhooks() {
    return new Webhooks(
        List.of(
            EVENT + "sales_order_save_commit_after",
            EVENT + "sales_order_invoice_save_after",
            EVENT + "sales_order_creditmemo_save_after",
            EVENT + "sales_order_shipment_save_after",
            EVENT + "sales_order_shipment_track_save_after",
            EVENT + "sales_order_status_history_save_after"),
        Depth.ID_ONLY,
        "webhook_secret",
        Set.of(MagentoWebhooks.EVENT_CODE, MagentoWebhooks.EVENT_ID),
        "Magento Open Source sends nothing: leave this out, the store is polled. Adobe Commerce:"
            + " Adobe Developer Console → project → I/O Events → the store's provider → the topics,"
            + " delivery by webhook to the URL as given, one event each; subscribe to the fields"
            + " entity_id, order_id and parent_id.",
        new KillRule(
            10,
            "with four fifths of a day's deliveries failed the registration is marked unstable, and"
                + " disabled a day later until someone enables it",
            96,
            Duration.ofHours(24)));
  }

  private static List<BlindSpot> blindSpots() {
    return List.of(
        new BlindSpot(
            "a shipment, invoice or credit memo that a module saves without the order",
            "sweeps of shipments, invoices and creditmemos",
            URI.create(ISSUES + "10287")),
        new BlindSpot(
            "a transaction written by a gateway",
            "sweep transactions",
            URI.create(ISSUES + "10287")),
        new BlindSpot(
            "a tracking number added to a shipment",
            "re-reading open and recent orders; the event of shipment tracks",
            URI.create(ISSUES + "10287")),
        new BlindSpot(
            "a comment that leaves the status as it was",
            "re-reading open and recent orders; the event of status histories",
            URI.create(ISSUES + "10287")),
        new BlindSpot(
            "deletion, which core does not offer and modules do: nothing is listed",
            "re-reading open and recent orders: it is missing",
            URI.create("https://developer.adobe.com/commerce/webapi/rest/")));
  }

  private static Set<Capability> capabilities() {
    return Set.of(
        Capability.SIGNED_WEBHOOKS,
        Capability.LIST_UPDATED_SINCE,
        Capability.FETCH_ORDER,
        Capability.CARTS,
        Capability.TRANSACTIONS,
        Capability.SHIPMENTS,
        Capability.REFUNDS,
        Capability.MULTI_CURRENCY,
        Capability.GUEST_CHECKOUT,
        Capability.BUNDLES,
        Capability.CUSTOM_FIELDS);
  }

  private static List<Document> documents() {
    return List.of(
        new Document(
            "Adobe Commerce web APIs",
            URI.create("https://developer.adobe.com/commerce/webapi/rest/"),
            READ),
        new Document(
            "Adobe Commerce events",
            URI.create("https://developer.adobe.com/commerce/extensibility/events/"),
            READ),
        new Document(
            "Adobe I/O Events webhooks",
            URI.create("https://developer.adobe.com/events/docs/guides/"),
            READ));
  }
}
