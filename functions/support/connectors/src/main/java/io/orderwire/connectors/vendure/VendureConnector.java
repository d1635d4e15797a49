package io.orderwire.connectors.vendure;

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

/// Vendure 3, GraphQL admin API.
public final class VendureConnector {
  private static final URI ORDER =
      URI.create("https://docs.vendure.io/reference/graphql-api/admin/object-types/#order");
  private static final LocalDate READ = LocalDate.of(2026, 11, 26);

  private VendureConnector() {}

  public static Connector create() {
    return new Connector(
        descriptor(),
        new VendureWebhooks(),
        Optional.empty(),
        new VendureFeed(),
        new VendureMapper(),
        Optional.empty(),
        VendureStatuses.tables());
  }

  private static Descriptor descriptor() {
    return new Descriptor(
        new PlatformId("vendure"),
        "Vendure",
        "3.7",
        "1",
        "https?://[^\\s?#]+",
        "https://shop.example",
        new AuthScheme.HeaderKey("vendure-api-key", "api_key"),
        credentials(),
        options(),
        new Webhooks(
            List.of(),
            Depth.ID_ONLY,
            "",
            Set.of(),
            "Vendure has no webhooks: orders are read every minute, and nothing is to be set up",
            new KillRule(0, "nothing is sent", 0, Duration.ZERO)),
        new Listing(
            VendureOrders.PAGE_SIZE,
            true,
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            Optional.empty()),
        // reading again is all that shows a change of state: every poll
        new Rereads(1, Duration.ofDays(60), Duration.ofDays(14), Duration.ofDays(60)),
        new Settling(
            Duration.ofSeconds(10),
            "a placed order is announced before orderPlacedAt is committed",
            URI.create("https://github.com/vendure-ecommerce/vendure/issues/4416")),
        Optional.empty(),
        List.of(new ZoneFact("*At", "RFC 3339 in UTC; whole seconds on some databases")),
        blindSpots(),
        Set.of(
            Capability.LIST_UPDATED_SINCE,
            Capability.FETCH_ORDER,
            Capability.TRANSACTIONS,
            Capability.SHIPMENTS,
            Capability.REFUNDS,
            Capability.GUEST_CHECKOUT,
            Capability.CUSTOM_FIELDS),
        documents());
  }

  private static List<CredentialField> credentials() {
    return List.of(
        new CredentialField(
            "api_key",
            "API key",
            "of the admin API, with the permission ReadOrder; Vendure 3.6 or newer with `api-key`"
                + " in authOptions.tokenMethod; made by the mutation createApiKey",
            true,
            "[!-~]{8,255}",
            true));
  }

  private static List<OptionField> options() {
    return List.of(
        new OptionField(
            VendureQueries.CHANNEL,
            "Channel token",
            "token of the channel whose orders are read; empty for the default channel",
            "[!-~]{0,255}",
            ""),
        new OptionField(
            MinorUnits.PRECISION,
            "Precision",
            "digits behind the point, as the shop's money strategy has it",
            MinorUnits.PRECISIONS,
            MinorUnits.STANDARD),
        new OptionField(
            VendureFeed.CUSTOM_FIELDS,
            "Read custom fields",
            "no for a shop that has introspection of its schema switched off",
            "yes|no",
            "yes"),
        VendureOrders.PAGE_SIZE_OPTION);
  }

  private static List<BlindSpot> blindSpots() {
    return List.of(
        new BlindSpot("placing an order", "sweep placed", ORDER),
        new BlindSpot(
            "changes of state: paid, shipped, delivered, refunded",
            "re-reading open and recent orders at every poll",
            ORDER));
  }

  private static List<Document> documents() {
    return List.of(
        new Document("Admin API: Order", ORDER, READ),
        new Document(
            "Admin API: orders",
            URI.create("https://docs.vendure.io/reference/graphql-api/admin/queries/#orders"),
            READ),
        new Document(
            "AuthOptions",
            URI.create("https://docs.vendure.io/reference/typescript-api/auth/auth-options/"),
            READ));
  }
}
