package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.port.Store.State;
import io.orderwire.port.Stores;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ports.Samples;
import io.orderwire.testkit.ports.StoresContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Passes the suite of all stores; what it remembers besides is shown here.
class CachedStoresTest extends StoresContract {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final ManualClock clock = new ManualClock(Samples.NOON);
  private final InMemoryStores behind = new InMemoryStores();
  private final CachedStores cached = new CachedStores(behind, FRESH, clock);

  @Override
  protected Stores stores() {
    return cached;
  }

  @Test
  void aChangeMadeElsewhereShowsAfterAWhile() {
    StoreId id = new StoreId("acme-eu");
    Store store = Samples.store(id, "token");
    assertThat(cached.byEndpoint("token")).isEmpty();
    cached.add(store);
    assertThat(cached.byEndpoint("token")).contains(store);
    behind.update(store.withState(State.DISABLED, Optional.empty()));
    assertThat(cached.byEndpoint("token")).contains(store);
    clock.advance(FRESH);
    assertThat(cached.byEndpoint("token").map(Store::state)).contains(State.DISABLED);
  }

  @Test
  void whoLostARaceSeesTheWinnersChange() {
    StoreId id = new StoreId("acme-eu");
    Store store = Samples.store(id, "token");
    cached.add(store);
    cached.get(id);
    behind.update(store.withState(State.DISABLED, Optional.empty()));
    assertThat(cached.update(store)).isFalse();
    assertThat(cached.get(id).map(Store::state)).contains(State.DISABLED);
  }
}
