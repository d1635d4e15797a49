package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Erasures;
import io.orderwire.port.Erasures.Erasure;
import io.orderwire.port.Subject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every record of erasures does.
public abstract class ErasuresContract {
  private final StoreId store = Samples.freshStore();

  protected abstract Erasures erasures();

  @Test
  void theFirstMarkStays() {
    Subject order = Subject.order(store, new ExternalId("1"));
    assertThat(erasures().marked(order)).isEmpty();
    erasures().mark(order, Samples.NOON);
    erasures().mark(order, Samples.NOON.plusSeconds(1));
    assertThat(erasures().marked(order)).contains(Samples.NOON);
    assertThat(erasures().marked(new Subject(store, Subject.Kind.CART, "1"))).isEmpty();
  }

  @Test
  void keepsEveryPartOfAnErasure() {
    Erasure asked = erasure("b", Optional.empty(), Optional.of("cursor"));
    Erasure done = erasure("a", Optional.of(Samples.NOON.plusSeconds(9)), Optional.empty());
    assertThat(erasures().find(store, "a")).isEmpty();
    erasures().save(asked);
    erasures().save(erasure("a", Optional.empty(), Optional.empty()));
    erasures().save(done);
    assertThat(erasures().find(store, "a")).contains(done);
    assertThat(erasures().list(store, 10)).containsExactly(done, asked);
    assertThat(erasures().list(store, 1)).containsExactly(done);
    assertThat(erasures().list(Samples.freshStore(), 10)).isEmpty();
  }

  private Erasure erasure(
      String id, Optional<java.time.Instant> completedAt, Optional<String> cursor) {
    return new Erasure(
        store,
        id,
        "customer",
        Samples.NOON,
        completedAt,
        List.of("1", "2"),
        List.of("c"),
        List.of("account:5f"),
        cursor);
  }
}
