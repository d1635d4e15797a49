package io.orderwire.system.template;

import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.normalizer.World;
import io.orderwire.port.Credentials;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.InMemoryCartWatch;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryDeadLetters;
import io.orderwire.testkit.InMemoryErasures;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The stores that the samples speak of, connected by their webhooks alone, in memory. The time
/// stands still shortly after the samples' receipts.
final class SampleWorld {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:01Z");

  private SampleWorld() {}

  /// What the ledger holds after the messages.
  static List<LedgerEntry> process(List<IntakeMessage> messages) {
    ManualClock clock = new ManualClock(NOW);
    InMemorySecretBox secrets = new InMemorySecretBox();
    InMemoryStores stores = new InMemoryStores();
    stores.add(store(secrets, "acme-eu", "shopify", "https://acme-eu.myshopify.com"));
    stores.add(store(secrets, "harbour-tea", "woocommerce", "https://harbour-tea.example"));
    InMemoryLedger ledger = new InMemoryLedger();
    InMemoryRawArchive archive = new InMemoryRawArchive();
    CartClient carts =
        new CartClient(
            new ScriptedCart(request -> ScriptedCart.json(404, "{}")),
            secrets,
            new CartClient.Surroundings(clock, pause -> {}, () -> "nonce"));
    World world =
        new World(
            new Platforms(Connectors.all()),
            stores,
            stores,
            ledger,
            archive,
            new InMemoryCartWatch(),
            new InMemoryCustomers(),
            new InMemoryErasures(),
            new InMemoryDeadLetters(),
            new IntakeDoor(new InMemoryIntakeQueue(clock), archive),
            carts,
            new CountedMetrics(),
            clock);
    Normalizer normalizer = new Normalizer(world);
    messages.forEach(message -> normalizer.process(message, NOW.plus(Duration.ofSeconds(30))));
    return ledger.stream(0);
  }

  private static Store store(
      InMemorySecretBox secrets, String id, String platform, String baseUrl) {
    StoreId storeId = new StoreId(id);
    Policies payloadAlone =
        new Policies(ReadPolicy.PAYLOAD, false, Set.of(), false, false, Optional.empty(), false);
    return new Store(
        storeId,
        new PlatformId(platform),
        id,
        URI.create(baseUrl),
        "token-of-" + id,
        secrets.seal(storeId, new Credentials(Map.of("webhook_secret", "orderwire-sample-secret"))),
        false,
        Map.of(),
        new StoreMapping(1, Map.of(), Map.of(), Map.of(), Map.of(), payloadAlone),
        Store.State.ACTIVE,
        Optional.empty(),
        NOW,
        1);
  }
}
