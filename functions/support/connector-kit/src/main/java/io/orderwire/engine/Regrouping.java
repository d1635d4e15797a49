package io.orderwire.engine;

import io.orderwire.model.Evidence;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What becomes of some clusters when their profiles are grouped anew. Pure.
///
/// A cluster is named after one of its profiles, its anchor, and denotes the person behind it for
/// ever. A group that holds the anchors of several clusters goes on under the oldest name and the
/// other names refer to it; when they part again, each is found where its anchor went. So no id
/// ever comes to mean another person.
final class Regrouping {
  private static final Comparator<Profile> OLDEST =
      Comparator.comparing(Profile::since).thenComparing(Profile::id);

  private final Map<String, Cluster> before;
  private final Set<String> shared;
  private final Function<String, Optional<Cluster>> others;
  private final Map<String, Cluster> after = new TreeMap<>();
  private final Map<String, List<Profile>> groups = new TreeMap<>();

  /// A merge or split to be told of a cluster.
  record News(String cluster, boolean merge, List<String> clusters, List<Evidence> evidence) {
    News {
      clusters = List.copyOf(clusters);
      evidence = List.copyOf(evidence);
    }
  }

  /// What came of it.
  ///
  /// @param clusters those that changed, by id
  /// @param groups the profiles by the id of their cluster
  record Regrouped(
      Map<String, Cluster> clusters, Map<String, List<Profile>> groups, List<News> news) {}

  private Regrouping(
      Collection<Cluster> before, Set<String> shared, Function<String, Optional<Cluster>> others) {
    this.before =
        before.stream()
            .collect(
                Collectors.toMap(
                    Cluster::id, Function.identity(), (one, again) -> one, TreeMap::new));
    this.shared = shared;
    this.others = others;
  }

  /// Groups the profiles of some clusters, with a new one where there is one.
  ///
  /// @param profiles all of them, as they are from now on
  /// @param newcomer the id of the profile that none of the clusters has yet
  /// @param others finds a cluster whose profiles went to another one
  static Regrouped of(
      Collection<Cluster> before,
      Collection<Profile> profiles,
      Set<String> shared,
      Optional<String> newcomer,
      Function<String, Optional<Cluster>> others) {
    return new Regrouping(before, shared, others).regroup(profiles, newcomer);
  }

  private Regrouped regroup(Collection<Profile> profiles, Optional<String> newcomer) {
    for (List<Profile> group : Partition.of(profiles, shared)) {
      groups.put(name(group), group);
    }
    groups.forEach(this::settle);
    before.values().stream()
        .filter(cluster -> !groups.containsKey(cluster.id()) && !cluster.profiles().isEmpty())
        .forEach(
            cluster ->
                heir(cluster).ifPresent(heir -> after.put(cluster.id(), cluster.mergedInto(heir))));
    return new Regrouped(after, groups, news(newcomer));
  }

  /// The id of the cluster whose anchor a profile is.
  static String clusterOf(String profileId) {
    return "c" + profileId;
  }

  private String name(List<Profile> group) {
    Optional<String> held =
        group.stream()
            .filter(profile -> anchored(profile.id()).isPresent())
            .min(OLDEST)
            .flatMap(profile -> anchored(profile.id()));
    return held.orElseGet(() -> clusterOf(group.stream().min(OLDEST).orElseThrow().id()));
  }

  private Optional<String> anchored(String profileId) {
    return before.values().stream()
        .filter(cluster -> cluster.anchor().equals(profileId))
        .map(Cluster::id)
        .findFirst();
  }

  private void settle(String id, List<Profile> group) {
    Cluster cluster =
        Optional.ofNullable(before.get(id))
            .or(() -> others.apply(id))
            .orElseGet(() -> Cluster.founded(id, group.stream().min(OLDEST).orElseThrow().id()));
    Set<String> keys = new TreeSet<>();
    group.forEach(
        profile ->
            profile.traits().stream()
                .filter(trait -> shared.contains(trait.key()))
                .forEach(trait -> keys.add(trait.key())));
    boolean same =
        cluster.revision() > 0
            && cluster.mergedInto().isEmpty()
            && cluster.profiles().equals(group)
            && cluster.shared().equals(keys);
    if (!same) {
      after.put(id, cluster.of(group, keys));
    }
  }

  /// Who has the anchor of a cluster that has no profiles of its own any more.
  private Optional<String> heir(Cluster gone) {
    return groups.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().stream().anyMatch(profile -> profile.id().equals(gone.anchor())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private List<News> news(Optional<String> newcomer) {
    List<News> news = new ArrayList<>();
    for (Cluster cluster : before.values()) {
      Set<String> parts = new TreeSet<>();
      cluster.profiles().forEach(profile -> nameNow(profile.id()).ifPresent(parts::add));
      if (parts.size() > 1) {
        news.add(new News(cluster.id(), false, List.copyOf(parts), List.of()));
      }
    }
    groups.forEach(
        (id, group) -> {
          Set<String> sources = new LinkedHashSet<>();
          group.forEach(profile -> nameBefore(profile.id()).ifPresent(sources::add));
          if (sources.size() > 1) {
            news.add(new News(id, true, sources.stream().sorted().toList(), why(group, newcomer)));
          }
        });
    return news;
  }

  private List<Evidence> why(List<Profile> group, Optional<String> newcomer) {
    return group.stream()
        .filter(profile -> newcomer.equals(Optional.of(profile.id())))
        .flatMap(profile -> Partition.evidence(profile, group, shared).stream())
        .toList();
  }

  private Optional<String> nameNow(String profileId) {
    return groups.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(each -> each.id().equals(profileId)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Optional<String> nameBefore(String profileId) {
    return before.values().stream()
        .filter(cluster -> cluster.has(profileId))
        .map(Cluster::id)
        .findFirst();
  }
}
