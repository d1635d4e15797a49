package io.orderwire.port;

import io.orderwire.message.Cause;
import io.orderwire.model.Evidence;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who ordered, per store: what each order says of its buyer (profiles), and which profiles are one
/// person (clusters). All faults of the world come as `FaultException`.
public interface Customers {

  /// Where a profile belongs.
  Optional<Placement> placement(StoreId storeId, String profileId);

  /// Up to date.
  Optional<Cluster> cluster(StoreId storeId, String clusterId);

  /// Up to date; a trait that nobody has yet has revision 0.
  TraitRecord trait(StoreId storeId, Trait trait);

  /// Writes all of it or nothing; a trait that nobody has any more is deleted. Nothing is written
  /// if a cluster or trait has another revision than the one that was read, or a new placement is
  /// there already. What is written is one revision higher.
  boolean save(StoreId storeId, Change change);

  /// Sets where a profile belongs, whatever was there.
  void place(StoreId storeId, Placement placement);

  /// Remembers that an order or cart names this profile, or a cart this trait (by its key). Doing
  /// it twice is doing it once.
  void mention(StoreId storeId, String profileId, Subject subject);

  /// The orders and carts that name a profile.
  List<Subject> mentions(StoreId storeId, String profileId);

  /// Takes back what [#mention] remembered.
  void forget(StoreId storeId, String profileId, Subject subject);

  /// Removes what is known of a profile: its placement and what names it.
  void remove(StoreId storeId, String profileId);

  /// Kinds of evidence, strongest first.
  enum TraitKind {
    ACCOUNT,
    EMAIL,
    PHONE,
    /// Name and postal address together.
    ADDRESS
  }

  /// One piece of evidence. `value` is normalised and personal; `key` is its hash.
  record Trait(TraitKind kind, String value, String key) {}

  /// What orders say of a buyer, each way of saying it once.
  ///
  /// @param id the hash of what it says
  /// @param name as compared: folded, its words in alphabetical order
  /// @param label what people decided: same label, same person; another one, another person
  record Profile(
      String id,
      List<Trait> traits,
      Optional<String> name,
      Optional<String> nameAsGiven,
      Optional<String> label,
      Instant since) {
    public Profile {
      traits = List.copyOf(traits);
    }

    public Profile withLabel(Optional<String> newLabel) {
      return new Profile(id, traits, name, nameAsGiven, newLabel, since);
    }
  }

  /// Where a profile belongs.
  ///
  /// @param listed false where its cluster had no more room: it only knows where it belongs
  record Placement(String profileId, String clusterId, boolean listed) {}

  /// All profiles that are one person.
  ///
  /// @param anchor the profile whose person this cluster denotes, wherever that profile belongs
  /// @param shared keys of traits that many people share: they count for nothing
  /// @param changes how many merges and splits were told of this cluster
  /// @param untold news, of this or other clusters, that the ledger may not know yet
  /// @param mergedInto the cluster that has its profiles now
  record Cluster(
      String id,
      String anchor,
      long revision,
      List<Profile> profiles,
      Set<String> shared,
      long changes,
      List<Told> untold,
      Optional<String> mergedInto) {
    public Cluster {
      profiles = List.copyOf(profiles);
      shared = Collections.unmodifiableSet(new TreeSet<>(shared));
      untold = List.copyOf(untold);
    }

    public static Cluster founded(String id, String anchor) {
      return new Cluster(id, anchor, 0, List.of(), Set.of(), 0, List.of(), Optional.empty());
    }

    public Cluster of(List<Profile> newProfiles, Set<String> newShared) {
      return new Cluster(
          id, anchor, revision, newProfiles, newShared, changes, untold, Optional.empty());
    }

    public Cluster mergedInto(String other) {
      return new Cluster(
          id, anchor, revision, List.of(), Set.of(), changes, untold, Optional.of(other));
    }

    public Cluster telling(List<Told> news) {
      List<Told> all = new ArrayList<>(untold);
      all.addAll(news);
      return new Cluster(id, anchor, revision, profiles, shared, changes, all, mergedInto);
    }

    /// With one more merge or split told of it.
    public Cluster counted() {
      return new Cluster(id, anchor, revision, profiles, shared, changes + 1, untold, mergedInto);
    }

    public Cluster told() {
      return new Cluster(id, anchor, revision, profiles, shared, changes, List.of(), mergedInto);
    }

    public Cluster withRevision(long newRevision) {
      return new Cluster(id, anchor, newRevision, profiles, shared, changes, untold, mergedInto);
    }

    public Cluster anchoredAt(String newAnchor) {
      return new Cluster(id, newAnchor, revision, profiles, shared, changes, untold, mergedInto);
    }

    public boolean has(String profileId) {
      return profiles.stream().anyMatch(profile -> profile.id().equals(profileId));
    }
  }

  /// A merge or split, as it is to be told. No personal data.
  record Told(
      String cluster,
      long version,
      boolean merge,
      List<String> clusters,
      List<Evidence> evidence,
      Instant at,
      Cause cause,
      String receiptId,
      Optional<String> traceId) {
    public Told {
      clusters = List.copyOf(clusters);
      evidence = List.copyOf(evidence);
    }
  }

  /// Who has a trait.
  ///
  /// @param clusters ids, perhaps of clusters that were merged since; none once it is shared
  /// @param names of those who have it, until they are too many
  record TraitRecord(
      Trait trait, long revision, Set<String> clusters, Set<String> names, boolean shared) {
    public TraitRecord {
      clusters = Collections.unmodifiableSet(new TreeSet<>(clusters));
      names = Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /// Nobody has it any more.
    public boolean isNobodys() {
      return clusters.isEmpty() && names.isEmpty() && !shared;
    }

    public TraitRecord withRevision(long newRevision) {
      return new TraitRecord(trait, newRevision, clusters, names, shared);
    }
  }

  /// What is written together.
  record Change(
      List<Cluster> clusters, List<TraitRecord> traits, Optional<Placement> newPlacement) {
    public Change {
      clusters = List.copyOf(clusters);
      traits = List.copyOf(traits);
    }
  }
}
