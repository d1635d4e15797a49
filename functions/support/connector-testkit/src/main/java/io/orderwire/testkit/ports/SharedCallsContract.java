package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.StoreId;
import io.orderwire.port.CallScope;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.SharedCalls.Place;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every place does where processes tell one another of their calls.
public abstract class SharedCallsContract {
  private final StoreId id = Samples.freshStore();
  private final Store store = Samples.store(id, "token-" + id);
  private final CallScope.OfStore scope = new CallScope.OfStore(id);
  private final CallScope.OfAccount account =
      CallScope.OfAccount.named(Samples.PLATFORM, "key-of-" + id);

  protected abstract Stores stores();

  protected abstract SharedCalls calls();

  @Test
  void aStoreIsHeldUntilTheLatestInstantThatAnybodyWasTold() {
    calls().hold(scope, Samples.NOON);
    assertThat(stores().get(id)).isEmpty();
    stores().add(store);
    calls().hold(scope, Samples.NOON.plusSeconds(30));
    calls().hold(scope, Samples.NOON.plusSeconds(10));
    Store held = stores().get(id).orElseThrow();
    assertThat(held).isEqualTo(store.withCallsFrom(Samples.NOON.plusSeconds(30)));
    assertThat(stores().update(held.withState(Store.State.PARKED, Optional.empty()))).isTrue();
    assertThat(stores().get(id).flatMap(Store::callsFrom)).contains(Samples.NOON.plusSeconds(30));
  }

  @Test
  void asManyHavePlacesAtATimeAsThereAre() {
    stores().add(store);
    assertThat(calls().taken(account, Samples.NOON)).isZero();
    for (CallScope each : List.of(scope, account, new CallScope.OfToken(id))) {
      Instant until = Samples.NOON.plusSeconds(20);
      List<Optional<Place>> taken = new ArrayList<>();
      for (int call = 0; call < 4; call++) {
        taken.add(calls().take(each, 3, Samples.NOON, until.plusSeconds(call)));
      }
      assertThat(taken.stream().flatMap(Optional::stream).map(Place::number))
          .containsExactlyInAnyOrder(0, 1, 2);
      assertThat(taken.getLast()).isEmpty();
      assertThat(calls().taken(each, Samples.NOON)).isEqualTo(3);
      Place second = taken.get(1).orElseThrow();
      calls().giveBack(second);
      assertThat(calls().taken(each, Samples.NOON)).as("one is given back").isEqualTo(2);
      assertThat(calls().taken(each, until.plusSeconds(60))).as("long after").isZero();
      Optional<Place> again = calls().take(each, 3, Samples.NOON, until.plusSeconds(9));
      assertThat(again.map(Place::number)).contains(second.number());
      calls().giveBack(second);
      assertThat(calls().take(each, 3, Samples.NOON, until)).as("given back twice").isEmpty();
      assertThat(calls().take(each, 3, until.plusSeconds(1), until.plusSeconds(30)))
          .as("one that was never given back")
          .map(Place::number)
          .contains(taken.getFirst().orElseThrow().number());
    }
    assertThat(stores().get(id)).as("no store is changed").contains(store);
    assertThat(calls().heldUntil(account)).isEmpty();
  }

  @Test
  void anAccountIsHeldUntilTheLatestInstantThatAnybodyWasTold() {
    stores().add(store);
    assertThat(calls().heldUntil(account)).isEmpty();
    calls().hold(account, Samples.NOON.plusSeconds(30));
    calls().hold(account, Samples.NOON.plusSeconds(10));
    assertThat(calls().heldUntil(account)).contains(Samples.NOON.plusSeconds(30));
    calls().hold(account, Samples.NOON.plusSeconds(40));
    assertThat(calls().heldUntil(account)).contains(Samples.NOON.plusSeconds(40));
    CallScope.OfAccount other = CallScope.OfAccount.named(Samples.PLATFORM, "other-" + id);
    assertThat(calls().heldUntil(other)).isEmpty();
    assertThat(stores().get(id)).as("no store is changed").contains(store);
  }
}
