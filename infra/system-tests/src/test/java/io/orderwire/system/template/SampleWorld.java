package io.orderwire.system.template;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.normalizer.World;
import io.orderwire.poller.Worker;
import io.orderwire.port.Credentials;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.InMemoryAskedPolls;
import io.orderwire.testkit.InMemoryCartWatch;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryDeadLetters;
import io.orderwire.testkit.InMemoryErasures;
import io.orderwire.testkit.InMemoryEventBus;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryPollQueue;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stores that the samples speak of, in memory. Their carts answer nothing but a listing.
final class SampleWorld {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:01Z");
  private static final Pattern WINDOW = Pattern.compile("modified_before=([^&]+)");
  private static final Duration INVOCATION = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock(NOW);
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryRawArchive archive = new InMemoryRawArchive();
  private final CountedMetrics metrics = new CountedMetrics();
  private final Platforms platforms = new Platforms(Connectors.all());
  private final IntakeDoor door = new IntakeDoor(new InMemoryIntakeQueue(clock), archive);
  private final CartClient carts;

  private SampleWorld(String listing) {
    carts =
        new CartClient(
            new ScriptedCart(request -> answer(request.address(), listing)),
            secrets,
            new CartClient.Surroundings(clock, pause -> {}, () -> "nonce"));
    stores.add(store("acme-eu", "shopify", "https://acme-eu.myshopify.com", Map.of()));
    stores.add(
        store(
            "harbour-tea",
            "woocommerce",
            "https://harbour-tea.example",
            listing.isEmpty()
                ? Map.of()
                : Map.of("consumer_key", "ck_sample", "consumer_secret", "cs_sample")));
  }

  /// Lists what changed before the receipts to whoever asks for what changed then.
  private static CartReply answer(URI address, String listing) {
    Matcher window = WINDOW.matcher(address.getQuery());
    if (listing.isEmpty() || !window.find()) {
      return ScriptedCart.json(404, "{}");
    }
    Instant before = Instant.parse(window.group(1) + "Z");
    return ScriptedCart.json(200, before.isAfter(NOW.plusSeconds(1)) ? "[]" : listing);
  }

  /// What the ledger holds after the messages, where stores are connected by their webhooks alone.
  /// The time stands still shortly after the samples' receipts.
  static List<LedgerEntry> process(List<IntakeMessage> messages) {
    return new SampleWorld("").processed(messages);
  }

  /// What the ledger holds after the messages and, half an hour later, the job.
  ///
  /// @param listing what the store's cart lists
  static List<LedgerEntry> process(List<IntakeMessage> messages, PollJob job, String listing) {
    SampleWorld world = new SampleWorld(listing);
    world.processed(messages);
    world.clock.advance(Duration.ofMinutes(30));
    world.worker().run(job, world.clock.instant().plus(INVOCATION));
    return world.ledger.stream(0);
  }

  /// What the ledger holds after the messages and, so much later, the others.
  static List<LedgerEntry> process(
      List<IntakeMessage> messages, Duration later, List<IntakeMessage> others) {
    SampleWorld world = new SampleWorld("");
    world.processed(messages);
    world.clock.advance(later);
    return world.processed(others);
  }

  private List<LedgerEntry> processed(List<IntakeMessage> messages) {
    Normalizer normalizer =
        new Normalizer(
            new World(
                platforms,
                stores,
                stores,
                ledger,
                archive,
                new InMemoryCartWatch(),
                new InMemoryCustomers(),
                new InMemoryErasures(),
                new InMemoryDeadLetters(),
                door,
                carts,
                new Publisher(new InMemoryEventBus(), pause -> {}),
                metrics,
                clock));
    messages.forEach(message -> normalizer.process(message, clock.instant().plus(INVOCATION)));
    return ledger.stream(0);
  }

  private Worker worker() {
    return new Worker(
        new Worker.World(
            platforms,
            stores,
            ledger,
            door,
            new InMemoryPollQueue(clock),
            carts,
            secrets,
            new StoreHealth(stores, ledger, clock),
            new InMemoryAskedPolls(),
            metrics,
            clock));
  }

  private Store store(String id, String platform, String baseUrl, Map<String, String> keys) {
    StoreId storeId = new StoreId(id);
    Map<String, String> credentials = new LinkedHashMap<>(keys);
    credentials.put("webhook_secret", "orderwire-sample-secret");
    Policies payloadAlone =
        new Policies(ReadPolicy.PAYLOAD, false, Set.of(), false, false, Optional.empty(), false);
    return new Store(
        storeId,
        new PlatformId(platform),
        id,
        URI.create(baseUrl),
        "token-of-" + id,
        secrets.seal(storeId, new Credentials(credentials)),
        !keys.isEmpty(),
        Map.of(),
        new StoreMapping(1, Map.of(), Map.of(), Map.of(), Map.of(), payloadAlone),
        Store.State.ACTIVE,
        Optional.empty(),
        NOW,
        1);
  }
}
