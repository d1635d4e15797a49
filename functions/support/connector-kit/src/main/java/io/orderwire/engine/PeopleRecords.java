package io.orderwire.engine;

import io.orderwire.engine.Regrouping.News;
import io.orderwire.engine.Regrouping.Regrouped;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers;
import io.orderwire.port.Customers.Change;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Placement;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Told;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitRecord;
import io.orderwire.port.Store;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes what became of clusters, all at once, and has it told.
final class PeopleRecords {
  private static final int RACES = 8;

  private final Customers customers;
  private final CustomerNews news;
  private final InstantSource clock;

  PeopleRecords(Customers customers, CustomerNews news, InstantSource clock) {
    this.customers = customers;
    this.news = news;
    this.clock = clock;
  }

  /// What is untold of clusters goes out before they may be merged into others.
  boolean told(Store store, Collection<Cluster> clusters) {
    List<Cluster> owing = clusters.stream().filter(each -> !each.untold().isEmpty()).toList();
    owing.forEach(cluster -> news.tell(store, cluster));
    return !owing.isEmpty();
  }

  /// What is written with the clusters.
  ///
  /// @param home the cluster that has what is to be told until it is told
  record Beside(String home, List<TraitRecord> traits, Optional<Placement> placement) {
    Beside {
      traits = List.copyOf(traits);
    }
  }

  /// False if somebody else was first: nothing is written then.
  boolean saved(Store store, Regrouped regrouped, Beside beside, StoreHealth.Trigger trigger) {
    Map<String, Cluster> clusters = new TreeMap<>(regrouped.clusters());
    List<Told> told = new ArrayList<>();
    for (News each : regrouped.news()) {
      Cluster counted = current(store, clusters, each.cluster()).counted();
      clusters.put(counted.id(), counted);
      told.add(told(counted, each, trigger));
    }
    if (!told.isEmpty()) {
      clusters.put(beside.home(), current(store, clusters, beside.home()).telling(told));
    }
    boolean parted = regrouped.news().stream().anyMatch(each -> !each.merge());
    if (parted) {
      findable(store.id(), regrouped, beside.traits());
    }
    if (!customers.save(
        store.id(),
        new Change(List.copyOf(clusters.values()), beside.traits(), beside.placement()))) {
      return false;
    }
    if (parted) {
      regrouped.groups().forEach((id, group) -> replaced(store.id(), id, group));
    }
    if (!told.isEmpty()) {
      customers.cluster(store.id(), beside.home()).ifPresent(cluster -> news.tell(store, cluster));
    }
    return true;
  }

  private Cluster current(Store store, Map<String, Cluster> changed, String id) {
    return Optional.ofNullable(changed.get(id))
        .or(() -> customers.cluster(store.id(), id))
        .orElseThrow();
  }

  /// Before profiles part, their traits name the clusters that they will be in. To name one too
  /// many does no harm: what counts is which profiles it has.
  private void findable(StoreId store, Regrouped regrouped, Collection<TraitRecord> own) {
    Set<String> written = new TreeSet<>();
    own.forEach(each -> written.add(each.trait().key()));
    regrouped
        .groups()
        .forEach(
            (id, group) ->
                group.stream()
                    .flatMap(profile -> profile.traits().stream())
                    .distinct()
                    .filter(trait -> !written.contains(trait.key()))
                    .forEach(trait -> named(store, trait, id)));
  }

  private void named(StoreId store, Trait trait, String cluster) {
    for (int race = 0; race < RACES; race++) {
      TraitRecord held = customers.trait(store, trait);
      if (held.shared() || held.clusters().contains(cluster)) {
        return;
      }
      if (customers.save(
          store, new Change(List.of(), List.of(naming(held, cluster)), Optional.empty()))) {
        return;
      }
    }
    throw People.contended();
  }

  private void replaced(StoreId store, String cluster, List<Profile> group) {
    group.forEach(profile -> customers.place(store, new Placement(profile.id(), cluster, true)));
  }

  private Told told(Cluster cluster, News each, StoreHealth.Trigger trigger) {
    return new Told(
        cluster.id(),
        cluster.changes(),
        each.merge(),
        each.clusters(),
        each.evidence(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        trigger.cause(),
        trigger.receiptId(),
        trigger.traceId());
  }

  static TraitRecord naming(TraitRecord held, String cluster) {
    Set<String> clusters = new TreeSet<>(held.shared() ? Set.of() : held.clusters());
    if (!held.shared()) {
      clusters.add(cluster);
    }
    return new TraitRecord(held.trait(), held.revision(), clusters, held.names(), held.shared());
  }
}
