package io.orderwire.engine;

import io.orderwire.model.Evidence;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Customers.TraitKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which profiles are one person. A pure function of the set: it does not matter what came first.
///
/// The same account is the same person. So are two profiles that share two of e-mail, phone, and
/// name with postal address, unless their names contradict. What many people share counts for
/// nothing, and what people decided (labels) goes before all evidence.
final class Partition {
  private static final int TWO_SIGNALS = 2;

  private Partition() {}

  /// Evidence that two profiles are one person; stronger is larger.
  private record Edge(String one, String other, int strength) {}

  private static final Comparator<Edge> STRONGEST_FIRST =
      Comparator.comparingInt(Edge::strength)
          .reversed()
          .thenComparing(Edge::one)
          .thenComparing(Edge::other);

  /// Groups of profiles, each sorted by id, the groups by their first.
  static List<List<Profile>> of(Collection<Profile> profiles, Set<String> shared) {
    Map<String, Profile> byId = new TreeMap<>();
    profiles.forEach(profile -> byId.put(profile.id(), profile));
    List<Profile> all = List.copyOf(byId.values());
    List<Edge> edges = new ArrayList<>();
    for (int first = 0; first < all.size(); first++) {
      for (int second = first + 1; second < all.size(); second++) {
        int strength = strength(all.get(first), all.get(second), shared);
        if (strength > 0) {
          edges.add(new Edge(all.get(first).id(), all.get(second).id(), strength));
        }
      }
    }
    edges.sort(STRONGEST_FIRST);
    return joined(byId, edges);
  }

  private static List<List<Profile>> joined(Map<String, Profile> byId, List<Edge> edges) {
    Map<String, List<Profile>> groups = new LinkedHashMap<>();
    byId.forEach((id, profile) -> groups.put(id, new ArrayList<>(List.of(profile))));
    for (Edge edge : edges) {
      List<Profile> one = Objects.requireNonNull(groups.get(edge.one()));
      List<Profile> other = Objects.requireNonNull(groups.get(edge.other()));
      if (!one.equals(other) && fit(label(one), label(other))) {
        one.addAll(other);
        other.forEach(profile -> groups.put(profile.id(), one));
      }
    }
    return groups.values().stream()
        .distinct()
        .map(group -> group.stream().sorted(Comparator.comparing(Profile::id)).toList())
        .sorted(Comparator.comparing(group -> group.getFirst().id()))
        .toList();
  }

  private static Optional<String> label(List<Profile> group) {
    return group.stream().flatMap(profile -> profile.label().stream()).findFirst();
  }

  private static boolean fit(Optional<String> one, Optional<String> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  private static int strength(Profile one, Profile other, Set<String> shared) {
    if (!fit(one.label(), other.label())) {
      return 0;
    }
    if (one.label().isPresent() && one.label().equals(other.label())) {
      return 100;
    }
    List<Trait> common = common(one, other, shared);
    if (common.stream().anyMatch(trait -> trait.kind() == TraitKind.ACCOUNT)) {
      return 10 + common.size();
    }
    return common.size() >= TWO_SIGNALS && PersonNames.fit(one.name(), other.name())
        ? common.size()
        : 0;
  }

  private static List<Trait> common(Profile one, Profile other, Set<String> shared) {
    return one.traits().stream()
        .filter(trait -> !shared.contains(trait.key()))
        .filter(trait -> other.traits().stream().anyMatch(each -> each.key().equals(trait.key())))
        .toList();
  }

  /// What ties a profile to the others of its group, by the hash of each trait: no personal data.
  static List<Evidence> evidence(Profile profile, List<Profile> group, Set<String> shared) {
    return profile.traits().stream()
        .filter(
            trait ->
                group.stream()
                    .filter(other -> !other.id().equals(profile.id()))
                    .anyMatch(
                        other ->
                            strength(profile, other, shared) > 0
                                && common(profile, other, shared).contains(trait)))
        .map(trait -> new Evidence(trait.kind().name().toLowerCase(Locale.ROOT), trait.key()))
        .toList();
  }
}
