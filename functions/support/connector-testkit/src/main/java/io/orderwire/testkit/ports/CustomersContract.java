package io.orderwire.testkit.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.message.Cause;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers;
import io.orderwire.port.Customers.Change;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Placement;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Told;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import io.orderwire.port.Customers.TraitRecord;
import io.orderwire.port.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every place for customers does.
public abstract class CustomersContract {
  private static final int CALLERS = 6;
  private static final Trait EMAIL = new Trait(TraitKind.EMAIL, "jo@example.com", "email:abc");
  private static final Profile PROFILE =
      new Profile(
          "p1",
          List.of(EMAIL, new Trait(TraitKind.ACCOUNT, "42", "account:def")),
          Optional.of("doe jo"),
          Optional.of("Jo Döe"),
          Optional.of("label"),
          Samples.NOON);

  private final StoreId store = Samples.freshStore();

  protected abstract Customers customers();

  @Test
  void nothingIsThereAtFirst() {
    assertThat(customers().placement(store, "p1")).isEmpty();
    assertThat(customers().cluster(store, "c1")).isEmpty();
    assertThat(customers().mentions(store, "p1")).isEmpty();
    assertThat(customers().trait(store, EMAIL))
        .isEqualTo(new TraitRecord(EMAIL, 0, Set.of(), Set.of(), false));
  }

  @Test
  void keepsEveryPart() {
    Cluster cluster =
        Cluster.founded("c1", "p1")
            .of(List.of(PROFILE), Set.of("email:abc"))
            .counted()
            .telling(
                List.of(
                    new Told(
                        "c1",
                        1,
                        true,
                        List.of("c1", "c2"),
                        List.of(new Evidence("email", "email:abc")),
                        Samples.NOON,
                        Cause.WEBHOOK,
                        "receipt",
                        Optional.of("trace"))));
    TraitRecord trait = new TraitRecord(EMAIL, 0, Set.of("c1", "c2"), Set.of("doe jo"), false);
    Placement placement = new Placement("p1", "c1", true);
    assertThat(save(List.of(cluster), List.of(trait), Optional.of(placement))).isTrue();
    assertThat(customers().cluster(store, "c1")).contains(cluster.withRevision(1));
    assertThat(customers().trait(store, EMAIL)).isEqualTo(trait.withRevision(1));
    assertThat(customers().placement(store, "p1")).contains(placement);
    Cluster gone = cluster.withRevision(1).mergedInto("c2");
    assertThat(save(List.of(gone), List.of(), Optional.empty())).isTrue();
    assertThat(customers().cluster(store, "c1")).contains(gone.withRevision(2));
    assertThat(customers().cluster(Samples.freshStore(), "c1")).isEmpty();
  }

  @Test
  void writesAllOrNothing() {
    Cluster first = Cluster.founded("c1", "p1");
    assertThat(save(List.of(first), List.of(), Optional.of(new Placement("p1", "c1", true))))
        .isTrue();
    Cluster second = Cluster.founded("c2", "p2");
    TraitRecord trait = customers().trait(store, EMAIL);
    assertThat(save(List.of(first, second), List.of(trait), Optional.empty())).isFalse();
    assertThat(save(List.of(second), List.of(trait), Optional.of(new Placement("p1", "c2", true))))
        .isFalse();
    assertThat(save(List.of(second), List.of(trait.withRevision(3)), Optional.empty())).isFalse();
    assertThat(customers().cluster(store, "c2")).isEmpty();
    assertThat(customers().trait(store, EMAIL)).isEqualTo(trait);
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    List<Boolean> won =
        Race.run(
            CALLERS,
            caller ->
                () ->
                    save(
                        List.of(Cluster.founded("c" + caller, "p" + caller)),
                        List.of(new TraitRecord(EMAIL, 0, Set.of("c" + caller), Set.of(), false)),
                        Optional.empty()));
    assertThat(won).containsOnlyOnce(true);
  }

  @Test
  void aTraitThatNobodyHasIsNotKept() {
    TraitRecord held = new TraitRecord(EMAIL, 0, Set.of("c1"), Set.of("doe jo"), false);
    assertThat(save(List.of(), List.of(held), Optional.empty())).isTrue();
    TraitRecord nobodys = new TraitRecord(EMAIL, 1, Set.of(), Set.of(), false);
    assertThat(save(List.of(), List.of(nobodys.withRevision(7)), Optional.empty())).isFalse();
    assertThat(save(List.of(), List.of(nobodys), Optional.empty())).isTrue();
    assertThat(customers().trait(store, EMAIL)).isEqualTo(nobodys.withRevision(0));
  }

  @Test
  void remembersWhatNamesAProfile() {
    Subject order = Subject.order(store, new ExternalId("1/a"));
    Subject cart = new Subject(store, Subject.Kind.CART, "c9");
    customers().place(store, new Placement("p1", "c1", true));
    customers().place(store, new Placement("p1", "c2", false));
    customers().mention(store, "p1", order);
    customers().mention(store, "p1", order);
    customers().mention(store, "p1", cart);
    customers().mention(store, "p2", cart);
    assertThat(customers().mentions(store, "p1")).containsExactlyInAnyOrder(order, cart);
    customers().forget(store, "p1", cart);
    assertThat(customers().mentions(store, "p1")).containsExactly(order);
    assertThat(customers().placement(store, "p1")).contains(new Placement("p1", "c2", false));
    customers().remove(store, "p1");
    customers().remove(store, "p1");
    assertThat(customers().mentions(store, "p1")).isEmpty();
    assertThat(customers().placement(store, "p1")).isEmpty();
    assertThat(customers().mentions(store, "p2")).containsExactly(cart);
  }

  private boolean save(
      List<Cluster> clusters, List<TraitRecord> traits, Optional<Placement> placement) {
    return customers().save(store, new Change(clusters, traits, placement));
  }
}
