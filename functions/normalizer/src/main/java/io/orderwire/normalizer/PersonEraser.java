package io.orderwire.normalizer;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.People;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers.Change;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Placement;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitRecord;
import io.orderwire.port.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Takes people out of the customers: what an order said of its buyer, once no order says it any
/// more, or all that is known of a person. The id of a cluster stays for ever, and stands for
/// nobody then.
final class PersonEraser {
  private static final int RACES = 8;

  private final World world;
  private final People people;

  PersonEraser(World world) {
    this.world = world;
    this.people = new People(world.customers(), world.ledger(), world.clock());
  }

  /// An order no longer says this of its buyer.
  void forget(Subject order, Profile said) {
    StoreId store = order.storeId();
    world.customers().forget(store, said.id(), order);
    if (world.customers().mentions(store, said.id()).isEmpty()) {
      world
          .customers()
          .placement(store, said.id())
          .map(Placement::clusterId)
          .flatMap(id -> people.resolve(store, id))
          .ifPresent(cluster -> remove(store, cluster.id(), Set.of(said.id())));
      world.customers().remove(store, said.id());
    }
  }

  /// Everything that is known of a person.
  void forget(StoreId store, Cluster cluster) {
    Set<String> profiles = new TreeSet<>();
    cluster.profiles().forEach(profile -> profiles.add(profile.id()));
    Set<Trait> traits = new java.util.LinkedHashSet<>();
    cluster.profiles().forEach(profile -> traits.addAll(profile.traits()));
    traits.stream()
        .filter(trait -> !cluster.shared().contains(trait.key()))
        .forEach(trait -> world.customers().remove(store, trait.key()));
    remove(store, cluster.id(), profiles);
    profiles.forEach(profile -> world.customers().remove(store, profile));
  }

  private void remove(StoreId store, String clusterId, Set<String> profiles) {
    for (int race = 0; race < RACES; race++) {
      Optional<Cluster> cluster = people.resolve(store, clusterId);
      if (cluster.isEmpty()
          || cluster.get().profiles().stream().noneMatch(p -> profiles.contains(p.id()))) {
        return;
      }
      if (world.customers().save(store, change(store, cluster.get(), profiles))) {
        return;
      }
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "a customer is being changed by many at once"));
  }

  private Change change(StoreId store, Cluster cluster, Set<String> profiles) {
    List<Profile> left =
        cluster.profiles().stream().filter(each -> !profiles.contains(each.id())).toList();
    Cluster after = cluster.of(left, left.isEmpty() ? Set.of() : cluster.shared());
    boolean adrift = left.stream().noneMatch(each -> each.id().equals(cluster.anchor()));
    if (adrift && !left.isEmpty()) {
      after =
          after.anchoredAt(
              left.stream()
                  .min(Comparator.comparing(Profile::since).thenComparing(Profile::id))
                  .orElseThrow()
                  .id());
    }
    List<TraitRecord> traits = new ArrayList<>();
    cluster.profiles().stream()
        .filter(each -> profiles.contains(each.id()))
        .flatMap(each -> each.traits().stream())
        .distinct()
        .forEach(trait -> traits.add(without(store, trait, cluster.id(), left)));
    return new Change(List.of(after), traits, Optional.empty());
  }

  /// A trait without the erased: the clusters that have it still, and their names.
  private TraitRecord without(StoreId store, Trait trait, String clusterId, List<Profile> left) {
    TraitRecord held = world.customers().trait(store, trait);
    Set<String> clusters = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    List<Profile> others = new ArrayList<>(left);
    for (String id : held.clusters()) {
      Optional<Cluster> other = people.resolve(store, id);
      if (other.filter(each -> !each.id().equals(clusterId)).isPresent()) {
        others.addAll(other.get().profiles());
        clusters.add(other.get().id());
      }
    }
    others.stream()
        .filter(each -> each.traits().contains(trait))
        .forEach(each -> each.name().ifPresent(names::add));
    if (left.stream().anyMatch(each -> each.traits().contains(trait))) {
      clusters.add(clusterId);
    }
    return new TraitRecord(
        held.trait(), held.revision(), clusters, held.shared() ? Set.of() : names, held.shared());
  }
}
