package io.orderwire.testkit;

import io.orderwire.model.StoreId;
import io.orderwire.port.Customers;
import io.orderwire.port.Subject;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The customers in memory.
public final class InMemoryCustomers implements Customers {
  private final Map<Key, Placement> placements = new HashMap<>();
  private final Map<Key, Cluster> clusters = new HashMap<>();
  private final Map<Key, TraitRecord> traits = new HashMap<>();
  private final Map<Key, Set<Subject>> mentions = new HashMap<>();
  private final Faults faults;

  private record Key(StoreId storeId, String id) {}

  public InMemoryCustomers() {
    this(Faults.NONE);
  }

  public InMemoryCustomers(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized Optional<Placement> placement(StoreId storeId, String profileId) {
    faults.at(Step.CUSTOMERS_READ, Moment.BEFORE);
    return Optional.ofNullable(placements.get(new Key(storeId, profileId)));
  }

  @Override
  public synchronized Optional<Cluster> cluster(StoreId storeId, String clusterId) {
    faults.at(Step.CUSTOMERS_READ, Moment.BEFORE);
    return Optional.ofNullable(clusters.get(new Key(storeId, clusterId)));
  }

  @Override
  public synchronized TraitRecord trait(StoreId storeId, Trait trait) {
    faults.at(Step.CUSTOMERS_READ, Moment.BEFORE);
    return traits.getOrDefault(
        new Key(storeId, trait.key()), new TraitRecord(trait, 0, Set.of(), Set.of(), false));
  }

  @Override
  public synchronized boolean save(StoreId storeId, Change change) {
    faults.at(Step.CUSTOMERS_WRITE, Moment.BEFORE);
    boolean stale =
        change.clusters().stream()
                .anyMatch(
                    each ->
                        each.revision()
                            != Optional.ofNullable(clusters.get(new Key(storeId, each.id())))
                                .map(Cluster::revision)
                                .orElse(0L))
            || change.traits().stream()
                .anyMatch(
                    each ->
                        each.revision()
                            != Optional.ofNullable(traits.get(new Key(storeId, each.trait().key())))
                                .map(TraitRecord::revision)
                                .orElse(0L))
            || change.newPlacement().stream()
                .anyMatch(each -> placements.containsKey(new Key(storeId, each.profileId())));
    if (!stale) {
      change
          .clusters()
          .forEach(
              each ->
                  clusters.put(
                      new Key(storeId, each.id()), each.withRevision(each.revision() + 1)));
      change
          .traits()
          .forEach(
              each -> {
                Key key = new Key(storeId, each.trait().key());
                if (each.isNobodys()) {
                  traits.remove(key);
                } else {
                  traits.put(key, each.withRevision(each.revision() + 1));
                }
              });
      change
          .newPlacement()
          .ifPresent(each -> placements.put(new Key(storeId, each.profileId()), each));
    }
    faults.at(Step.CUSTOMERS_WRITE, Moment.AFTER);
    return !stale;
  }

  @Override
  public synchronized void place(StoreId storeId, Placement placement) {
    faults.at(Step.CUSTOMERS_WRITE, Moment.BEFORE);
    placements.put(new Key(storeId, placement.profileId()), placement);
    faults.at(Step.CUSTOMERS_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized void mention(StoreId storeId, String profileId, Subject subject) {
    faults.at(Step.CUSTOMERS_WRITE, Moment.BEFORE);
    mentions
        .computeIfAbsent(
            new Key(storeId, profileId), key -> new TreeSet<>(Comparator.comparing(Subject::key)))
        .add(subject);
    faults.at(Step.CUSTOMERS_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized List<Subject> mentions(StoreId storeId, String profileId) {
    faults.at(Step.CUSTOMERS_READ, Moment.BEFORE);
    return List.copyOf(mentions.getOrDefault(new Key(storeId, profileId), Set.of()));
  }

  @Override
  public synchronized void forget(StoreId storeId, String profileId, Subject subject) {
    faults.at(Step.CUSTOMERS_WRITE, Moment.BEFORE);
    mentions.computeIfPresent(
        new Key(storeId, profileId),
        (key, held) -> {
          held.remove(subject);
          return held;
        });
    faults.at(Step.CUSTOMERS_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized void remove(StoreId storeId, String profileId) {
    faults.at(Step.CUSTOMERS_WRITE, Moment.BEFORE);
    placements.remove(new Key(storeId, profileId));
    mentions.remove(new Key(storeId, profileId));
    faults.at(Step.CUSTOMERS_WRITE, Moment.AFTER);
  }

  /// Everything that is held, as text: what tests look for names in.
  public synchronized String everything() {
    return placements.values()
        + "\n"
        + clusters.values()
        + "\n"
        + traits.values()
        + "\n"
        + mentions;
  }
}
