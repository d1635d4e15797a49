package io.orderwire.engine;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import io.orderwire.port.Stores.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The versions of a store's mapping, as notes beside the store. A number never changes its
/// meaning: a note is written once. Which version is active the store itself says, so that what
/// reads orders reads no more for it, and two activations are two changes of one store.
///
/// The version that a store was connected with has no note until another one takes its place.
public final class MappingVersions {
  /// More than anybody saves; older ones show no more.
  private static final int MOST = 500;

  private static final String PREFIX = "mapping-";
  private static final int TRIES = 8;

  private final Stores stores;

  /// A version.
  ///
  /// @param basedOn the version that it was made of
  /// @param savedAt unknown of the version that the store was connected with
  public record Version(
      StoreMapping mapping,
      Optional<Integer> basedOn,
      Optional<String> comment,
      Optional<Instant> savedAt) {

    private static Version unsaved(StoreMapping mapping) {
      return new Version(mapping, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  public MappingVersions(Stores stores) {
    this.stores = stores;
  }

  /// The latest first; the active one is among them.
  public List<Version> list(Store store) {
    List<Version> versions = new ArrayList<>(saved(store.id()));
    int active = store.mapping().version();
    if (versions.stream().noneMatch(each -> each.mapping().version() == active)) {
      versions.add(Version.unsaved(store.mapping()));
    }
    versions.sort(Comparator.comparingInt((Version each) -> each.mapping().version()).reversed());
    return List.copyOf(versions);
  }

  public Optional<Version> find(Store store, int version) {
    return stores
        .note(store.id(), name(version))
        .map(MappingVersions::version)
        .or(
            () ->
                Optional.of(store.mapping())
                    .filter(active -> active.version() == version)
                    .map(Version::unsaved));
  }

  /// Saves a mapping under the next number; the latest version, if it says the same. It is not made
  /// active.
  ///
  /// @param draft its mapping's number counts for nothing
  public Version save(Store store, Version draft) {
    keep(store);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Version latest = list(store).getFirst();
      if (latest.mapping().saysTheSame(draft.mapping())) {
        return latest;
      }
      int next = latest.mapping().version() + 1;
      Version version =
          new Version(
              draft.mapping().withVersion(next), draft.basedOn(), draft.comment(), draft.savedAt());
      if (stores.saveNote(store.id(), note(version))) {
        return version;
      }
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "many mappings of the store are saved at once"));
  }

  /// The active version has its note before another one takes its place.
  public void keep(Store store) {
    if (stores.note(store.id(), name(store.mapping().version())).isEmpty()) {
      stores.saveNote(store.id(), note(Version.unsaved(store.mapping())));
    }
  }

  private List<Version> saved(StoreId id) {
    return stores.notes(id, PREFIX, MOST).stream().map(MappingVersions::version).toList();
  }

  private static String name(int version) {
    return PREFIX + String.format(Locale.ROOT, "%010d", version);
  }

  private static Note note(Version version) {
    return new Note(name(version.mapping().version()), Json.toTree(version), 0);
  }

  private static Version version(Note note) {
    return Json.read(Json.bytes(note.content()), Version.class);
  }
}
