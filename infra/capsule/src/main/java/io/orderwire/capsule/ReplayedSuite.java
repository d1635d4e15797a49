package io.orderwire.capsule;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.Capsule;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.engine.Remap;
import io.orderwire.engine.Remaps;
import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.normalizer.World;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.testkit.InMemoryCartWatch;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryDeadLetters;
import io.orderwire.testkit.InMemoryErasures;
import io.orderwire.testkit.InMemoryEventBus;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The normalizer of one replay: in memory, with the capsule's store under one of its mappings and
/// with the capsule's payloads archived where they were.
final class ReplayedSuite {
  private final StoreId storeId;
  private final StoreMapping mapping;
  private final InMemoryCustomers customers;
  private final ManualClock clock;
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemoryRawArchive archive = new InMemoryRawArchive();

  ReplayedSuite(
      Capsule.Content content,
      StoreMapping mapping,
      InMemoryCustomers customers,
      ManualClock clock) {
    this.storeId = content.store().storeId();
    this.mapping = mapping;
    this.customers = customers;
    this.clock = clock;
    stores.add(store(content));
    content
        .receipts()
        .forEach(
            receipt ->
                receipt
                    .payload()
                    .ifPresent(
                        payload ->
                            archive.put(
                                receipt.rawKey(), Json.bytes(payload), "application/json")));
  }

  private Store store(Capsule.Content content) {
    Capsule.StoreCard card = content.store();
    return new Store(
        card.storeId(),
        card.platform(),
        card.storeId().value(),
        card.baseUrl(),
        "no-endpoint",
        secrets.seal(card.storeId(), new Credentials(Map.of())),
        card.canCall(),
        card.options(),
        mapping,
        Store.State.ACTIVE,
        Optional.empty(),
        content.madeAt(),
        0);
  }

  Normalizer normalizer(Connector connector, InMemoryLedger ledger) {
    CartClient carts =
        new CartClient(
            call -> {
              throw new FaultException(
                  Fault.of(Fault.Category.UNAVAILABLE, "a replay calls nobody"));
            },
            secrets,
            new CartClient.Surroundings(clock, clock::advance, () -> "nonce"));
    return new Normalizer(
        new World(
            new Platforms(List.of(connector)),
            stores,
            stores,
            ledger,
            archive,
            new InMemoryCartWatch(),
            customers,
            new InMemoryErasures(),
            new InMemoryDeadLetters(),
            new IntakeDoor(new InMemoryIntakeQueue(clock), archive),
            carts,
            new Publisher(new InMemoryEventBus(), clock::advance),
            (name, value, platform) -> {},
            clock));
  }

  /// A remap by the mapping, which begins at a time.
  IntakeMessage remap(Instant begins) {
    Remap asked =
        new Remaps(stores)
            .ask(storeId, mapping.version(), begins.minus(Remap.BEGINS_AFTER))
            .remap();
    return Remaps.message(asked, begins, Optional.empty()).again();
  }
}
