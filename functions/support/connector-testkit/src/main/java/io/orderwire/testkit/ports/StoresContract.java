package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.StoreMapping;
import io.orderwire.json.Json;
import io.orderwire.model.CancellationState;
import io.orderwire.model.StoreId;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import io.orderwire.port.Stores.Note;
import io.orderwire.port.Stores.Polling;
import io.orderwire.port.Stores.StorePage;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every place for stores does.
public abstract class StoresContract {
  private static final int CALLERS = 6;
  private static final String LOOP = "orders";

  private final StoreId id = Samples.freshStore();
  private final Store store = Samples.store(id, "token-" + id);

  protected abstract Stores stores();

  @Test
  void findsAStoreByIdAndByEndpoint() {
    assertThat(stores().get(id)).isEmpty();
    assertThat(stores().byEndpoint(store.endpointToken())).isEmpty();
    assertThat(stores().add(store)).isTrue();
    assertThat(stores().get(id)).contains(store);
    assertThat(stores().byEndpoint(store.endpointToken())).contains(store);
    assertThat(stores().byEndpoint(id.value())).isEmpty();
  }

  @Test
  void keepsEveryPartOfAStore() {
    StoreMapping mapping =
        new StoreMapping(
            7,
            Map.of(),
            Map.of(),
            Map.of("geannuleerd", CancellationState.CANCELLED),
            Map.of("po_number", "/meta_data/0/value"),
            new StoreMapping.Policies(
                StoreMapping.ReadPolicy.PAYLOAD,
                true,
                Set.of("bacs", "cod"),
                true,
                true,
                Optional.of(new BigDecimal("0.05")),
                true));
    Store full =
        new Store(
            id,
            Samples.PLATFORM,
            "Full",
            URI.create("http://127.0.0.1:9/shop"),
            "token-" + id,
            new SealedCredentials("AQID+/=="),
            false,
            Map.of("a", "", "b", "ü"),
            mapping,
            Store.State.PARKED,
            Optional.of(new Store.Health("unauthorized", "refused", "set again", Samples.NOON)),
            Samples.NOON,
            1);
    stores().add(full);
    assertThat(stores().get(id)).contains(full);
    assertThat(stores().byEndpoint(full.endpointToken())).contains(full);
  }

  @Test
  void aTakenIdStaysWithWhoHasIt() {
    stores().add(store);
    Store other = Samples.store(id, "other-" + id);
    assertThat(stores().add(other)).isFalse();
    assertThat(stores().get(id)).contains(store);
    assertThat(stores().byEndpoint(other.endpointToken())).isEmpty();
  }

  @Test
  void anUpdateRaisesTheRevisionEverywhere() {
    stores().add(store);
    Store parked = store.withState(Store.State.PARKED, Optional.empty());
    assertThat(stores().update(parked)).isTrue();
    assertThat(stores().get(id)).contains(parked.withRevision(2));
    assertThat(stores().byEndpoint(store.endpointToken())).contains(parked.withRevision(2));
  }

  @Test
  void anUpdateOfWhatHasChangedIsRefused() {
    stores().add(store);
    stores().update(store.withState(Store.State.PARKED, Optional.empty()));
    assertThat(stores().update(store.withState(Store.State.DISABLED, Optional.empty()))).isFalse();
    assertThat(stores().get(id).map(Store::state)).contains(Store.State.PARKED);
    assertThat(stores().update(Samples.store(Samples.freshStore(), "nowhere"))).isFalse();
  }

  @Test
  void ofManyUpdatesOneWins() throws Exception {
    stores().add(store);
    List<Boolean> won = Race.run(CALLERS, caller -> () -> stores().update(store));
    assertThat(won).containsOnlyOnce(true);
    assertThat(stores().get(id).map(Store::revision)).contains(2L);
  }

  @Test
  void aNewEndpointReplacesTheOldOne() {
    stores().add(store);
    Store moved = Samples.store(id, "moved-" + id);
    assertThat(stores().update(moved)).isTrue();
    assertThat(stores().byEndpoint(store.endpointToken())).isEmpty();
    assertThat(stores().byEndpoint(moved.endpointToken())).contains(moved.withRevision(2));
  }

  @Test
  void nothingIsLeftOfARemovedStore() {
    stores().add(store);
    stores().savePolling(id, LOOP, new Polling(Samples.NOON, Map.of(), 0));
    stores().remove(id);
    assertThat(stores().get(id)).isEmpty();
    assertThat(stores().byEndpoint(store.endpointToken())).isEmpty();
    assertThat(stores().polling(id, LOOP)).isEmpty();
    stores().remove(id);
    assertThat(stores().add(store)).isTrue();
  }

  @Test
  void listsStoresPageByPageById() {
    List<StoreId> added = new ArrayList<>();
    for (int index = 0; index < 5; index++) {
      Store each = Samples.store(new StoreId(id.value() + "-" + index), "t" + index + id);
      stores().add(each);
      added.add(each.id());
    }
    List<StoreId> listed = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      StorePage page = stores().list(cursor, 2);
      assertThat(page.stores()).hasSizeLessThanOrEqualTo(2);
      page.stores().stream().map(Store::id).forEach(listed::add);
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(added);
  }

  @Test
  void pollingOfDifferentLoopsIsApart() {
    Polling orders = new Polling(Samples.NOON, seen(3), 0);
    Polling refunds = new Polling(Samples.NOON.plusSeconds(9), Map.of(), 0);
    assertThat(stores().polling(id, LOOP)).isEmpty();
    assertThat(stores().savePolling(id, LOOP, orders)).isTrue();
    assertThat(stores().savePolling(id, "refunds", refunds)).isTrue();
    assertThat(stores().polling(id, LOOP)).contains(new Polling(Samples.NOON, seen(3), 1));
    assertThat(stores().polling(id, "refunds").map(Polling::watermark))
        .contains(refunds.watermark());
  }

  @Test
  void pollingThatMovedOnIsNotSetBack() {
    stores().savePolling(id, LOOP, new Polling(Samples.NOON, Map.of(), 0));
    Polling second = new Polling(Samples.NOON.plusSeconds(1), seen(2_000), 1);
    assertThat(stores().savePolling(id, LOOP, second)).isTrue();
    assertThat(stores().savePolling(id, LOOP, new Polling(Samples.NOON, Map.of(), 1))).isFalse();
    assertThat(stores().savePolling(id, LOOP, new Polling(Samples.NOON, Map.of(), 0))).isFalse();
    assertThat(stores().polling(id, LOOP))
        .contains(new Polling(second.watermark(), seen(2_000), 2));
  }

  @Test
  void aNoteIsSavedByWhoSawItLast() {
    JsonNode first = Json.toTree(Map.of("page", 1));
    JsonNode second = Json.toTree(Map.of("page", 2));
    assertThat(stores().note(id, "backfill-1")).isEmpty();
    assertThat(stores().saveNote(id, new Note("backfill-1", first, 0))).isTrue();
    assertThat(stores().note(id, "backfill-1")).contains(new Note("backfill-1", first, 1));
    assertThat(stores().saveNote(id, new Note("backfill-1", second, 0))).isFalse();
    assertThat(stores().saveNote(id, new Note("backfill-1", second, 1))).isTrue();
    assertThat(stores().saveNote(id, new Note("backfill-1", first, 1))).isFalse();
    assertThat(stores().note(id, "backfill-1")).contains(new Note("backfill-1", second, 2));
  }

  @Test
  void ofManyNotesOneWins() throws Exception {
    List<Boolean> won =
        Race.run(
            CALLERS,
            caller ->
                () ->
                    stores().saveNote(id, new Note("n", Json.toTree(Map.of("caller", caller)), 0)));
    assertThat(won).containsOnlyOnce(true);
  }

  @Test
  void listsNotesByPrefixTheGreatestFirst() {
    stores().add(store);
    for (String name : List.of("backfill-1", "backfill-2", "backfill-3", "subscriptions")) {
      stores().saveNote(id, new Note(name, Json.toTree(Map.of()), 0));
    }
    assertThat(stores().notes(id, "backfill-", 2).stream().map(Note::name))
        .containsExactly("backfill-3", "backfill-2");
    assertThat(stores().notes(id, "", 9)).hasSize(4);
    stores().remove(id);
    assertThat(stores().notes(id, "", 9)).isEmpty();
  }

  private static Map<String, String> seen(int rows) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (int row = 0; row < rows; row++) {
      seen.put("row " + row, "hash " + row);
    }
    return seen;
  }
}
