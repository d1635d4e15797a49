package io.orderwire.engine;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Regrouping.Regrouped;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Placement;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import io.orderwire.port.Customers.TraitRecord;
import io.orderwire.port.Ledger;
import io.orderwire.port.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tells which person an order is of, and keeps the clusters right while more becomes known.
///
/// A new profile is written together with the clusters and traits that it touches, each only if it
/// is still as it was read: of two orders that come at once, one sees the other. What has to be
/// told is written with it and told by the ledger afterwards; whoever next sees the cluster tells
/// what a crash left untold.
public final class People {
  private static final int RACES = 8;

  /// A trait of more clusters than this tells nobody apart.
  private static final int CROWD = 50;

  /// What one item of a table has room for, generously.
  private static final int MOST_PROFILES = 200;

  private static final Set<TraitKind> SHAREABLE = EnumSet.of(TraitKind.EMAIL, TraitKind.PHONE);

  private final Customers customers;
  private final CustomerNews news;
  private final PeopleRecords records;

  public People(Customers customers, Ledger ledger, InstantSource clock) {
    this.customers = customers;
    this.news = new CustomerNews(customers, ledger);
    this.records = new PeopleRecords(customers, news, clock);
  }

  /// The cluster of a profile, which is added where it is new.
  public String cluster(Store store, Profile profile, StoreHealth.Trigger trigger) {
    for (int race = 0; race < RACES; race++) {
      Optional<Placement> placed = customers.placement(store.id(), profile.id());
      Optional<Cluster> home = placed.flatMap(each -> resolve(store.id(), each.clusterId()));
      boolean known = home.isPresent() && (!placed.get().listed() || home.get().has(profile.id()));
      if (known) {
        news.tell(store, home.get());
        return home.get().id();
      }
      Optional<String> added = added(store, profile, placed.isEmpty(), trigger);
      if (added.isPresent()) {
        return added.get();
      }
    }
    throw contended();
  }

  /// The cluster that an id denotes now; ids of merged ones are good for ever.
  public Optional<Cluster> resolve(StoreId store, String clusterId) {
    Optional<Cluster> cluster = customers.cluster(store, clusterId);
    for (int hops = 0; hops < RACES && cluster.flatMap(Cluster::mergedInto).isPresent(); hops++) {
      cluster = customers.cluster(store, cluster.get().mergedInto().get());
    }
    return cluster;
  }

  /// The person who has this evidence: for an account there is one at most.
  public Optional<Cluster> ofTrait(StoreId store, TraitKind kind, String value) {
    return having(store, Traits.trait(kind, value)).stream().findFirst();
  }

  /// All who have this evidence, unless it is shared by many.
  public List<Cluster> having(StoreId store, Trait trait) {
    return customers.trait(store, trait).clusters().stream()
        .flatMap(id -> resolve(store, id).stream())
        .filter(cluster -> !cluster.profiles().isEmpty())
        .distinct()
        .toList();
  }

  /// People say that some profiles of a cluster are another person.
  ///
  /// @return the clusters that it fell into; empty if nothing or everything was named
  public List<String> split(
      Store store, String clusterId, Set<String> profiles, StoreHealth.Trigger trigger) {
    for (int race = 0; race < RACES; race++) {
      Optional<Cluster> cluster = resolve(store.id(), clusterId);
      List<Profile> named = members(cluster, profiles, true);
      List<Profile> rest = members(cluster, profiles, false);
      if (named.isEmpty() || rest.isEmpty()) {
        return List.of();
      }
      List<Profile> all = new ArrayList<>(labelled(rest, rest.getFirst().id()));
      all.addAll(labelled(named, named.getFirst().id()));
      Optional<Regrouped> done = regrouped(store, List.of(cluster.get()), all, trigger);
      if (done.isPresent()) {
        return List.copyOf(done.get().groups().keySet());
      }
    }
    throw contended();
  }

  /// People say that two clusters are one person.
  ///
  /// @return the cluster that both are now; empty if one of them is unknown
  public Optional<String> merge(
      Store store, String one, String other, StoreHealth.Trigger trigger) {
    for (int race = 0; race < RACES; race++) {
      Optional<Cluster> first = resolve(store.id(), one);
      Optional<Cluster> second = resolve(store.id(), other);
      if (first.isEmpty() || second.isEmpty() || first.get().id().equals(second.get().id())) {
        return second.isEmpty() ? Optional.empty() : first.map(Cluster::id);
      }
      List<Profile> all = new ArrayList<>(first.get().profiles());
      all.addAll(second.get().profiles());
      Optional<Regrouped> done =
          regrouped(
              store,
              List.of(first.get(), second.get()),
              labelled(all, first.get().anchor()),
              trigger);
      if (done.isPresent()) {
        return done.get().groups().keySet().stream().findFirst();
      }
    }
    throw contended();
  }

  private static List<Profile> members(
      Optional<Cluster> cluster, Set<String> named, boolean wanted) {
    return cluster.stream()
        .flatMap(each -> each.profiles().stream())
        .filter(profile -> named.contains(profile.id()) == wanted)
        .toList();
  }

  private static List<Profile> labelled(List<Profile> profiles, String label) {
    return profiles.stream().map(each -> each.withLabel(Optional.of(label))).toList();
  }

  private Optional<Regrouped> regrouped(
      Store store, List<Cluster> clusters, List<Profile> profiles, StoreHealth.Trigger trigger) {
    if (records.told(store, clusters)) {
      return Optional.empty();
    }
    Set<String> shared = new TreeSet<>();
    clusters.forEach(cluster -> shared.addAll(cluster.shared()));
    Regrouped regrouped =
        Regrouping.of(
            clusters, profiles, shared, Optional.empty(), id -> customers.cluster(store.id(), id));
    String home = regrouped.groups().keySet().iterator().next();
    return records.saved(
            store, regrouped, new PeopleRecords.Beside(home, List.of(), Optional.empty()), trigger)
        ? Optional.of(regrouped)
        : Optional.empty();
  }

  /// Adds a profile; empty if somebody else was first.
  private Optional<String> added(
      Store store, Profile profile, boolean isNew, StoreHealth.Trigger trigger) {
    Map<String, TraitRecord> traits = new TreeMap<>();
    Map<String, Cluster> around = new TreeMap<>();
    for (Trait trait : profile.traits()) {
      TraitRecord held = customers.trait(store.id(), trait);
      held.clusters()
          .forEach(id -> resolve(store.id(), id).ifPresent(each -> around.put(each.id(), each)));
      traits.put(trait.key(), held);
    }
    if (records.told(store, around.values())) {
      return Optional.empty();
    }
    Set<String> shared = new TreeSet<>();
    around.values().forEach(cluster -> shared.addAll(cluster.shared()));
    Set<String> stale = new TreeSet<>();
    traits.values().stream()
        .filter(TraitRecord::shared)
        .forEach(held -> stale.add(held.trait().key()));
    traits.replaceAll((key, held) -> withName(held, profile));
    traits.values().stream()
        .filter(TraitRecord::shared)
        .forEach(held -> shared.add(held.trait().key()));
    List<Profile> profiles = new ArrayList<>();
    around.values().forEach(cluster -> profiles.addAll(cluster.profiles()));
    if (profiles.stream().noneMatch(each -> each.id().equals(profile.id()))) {
      profiles.add(profile);
    }
    Regrouped regrouped =
        Regrouping.of(
            around.values(),
            profiles,
            shared,
            Optional.of(profile.id()),
            id -> customers.cluster(store.id(), id));
    String home = home(regrouped, profile);
    if (isFull(regrouped, home, around)) {
      customers.place(store.id(), new Placement(profile.id(), home, false));
      return Optional.of(home);
    }
    traits.replaceAll((key, held) -> PeopleRecords.naming(held, home));
    Placement placement = new Placement(profile.id(), home, true);
    boolean saved =
        records.saved(
            store,
            regrouped,
            new PeopleRecords.Beside(
                home,
                traits.values().stream()
                    .filter(held -> !stale.contains(held.trait().key()))
                    .toList(),
                isNew ? Optional.of(placement) : Optional.empty()),
            trigger);
    if (saved && !isNew) {
      customers.place(store.id(), placement);
    }
    return saved ? Optional.of(home) : Optional.empty();
  }

  private static boolean isFull(Regrouped regrouped, String home, Map<String, Cluster> around) {
    return around.containsKey(home)
        && regrouped.groups().getOrDefault(home, List.of()).size() > MOST_PROFILES;
  }

  private static String home(Regrouped regrouped, Profile profile) {
    return regrouped.groups().entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(each -> each.id().equals(profile.id())))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /// A trait with one more name. One that too many people have stands for nobody from then on.
  private static TraitRecord withName(TraitRecord held, Profile profile) {
    if (held.shared() || !SHAREABLE.contains(held.trait().kind())) {
      return held;
    }
    Set<String> names = new TreeSet<>(held.names());
    profile.name().ifPresent(names::add);
    boolean shared = PersonNames.areOfMany(names) || held.clusters().size() >= CROWD;
    return new TraitRecord(
        held.trait(), held.revision(), held.clusters(), shared ? Set.of() : names, shared);
  }

  static FaultException contended() {
    return new FaultException(
        Fault.of(Category.UNAVAILABLE, "a customer is being changed by many at once"));
  }
}
