package io.orderwire.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A bucket with versioning enabled, as S3's documentation describes it: a write adds a version, a
/// removal without a version adds a delete marker, and only the removal of a version is for good.
final class VersionedBucket {
  private final NavigableMap<String, Deque<Version>> newestFirst = new TreeMap<>();
  private final Deque<String> refusals = new ArrayDeque<>();
  private long writes;

  /// One version of an object; without bytes it is a delete marker. Later ids are greater.
  record Version(String key, String id, Optional<byte[]> bytes, boolean latest) {
    boolean isMarker() {
      return bytes.isEmpty();
    }
  }

  /// Where a listing goes on: behind a version of a key, or behind all of them.
  record Marker(String key, Optional<String> versionId) {}

  /// A page of versions, by key and then newest first.
  record Page(List<Version> versions, boolean truncated) {
    Page {
      versions = List.copyOf(versions);
    }
  }

  /// False if it was to be written only where there is none, and there is one.
  synchronized boolean put(String key, byte[] bytes, boolean onlyWhereAbsent) {
    if (onlyWhereAbsent && get(key).isPresent()) {
      return false;
    }
    add(key, Optional.of(bytes));
    return true;
  }

  synchronized Optional<byte[]> get(String key) {
    return Optional.ofNullable(newestFirst.get(key))
        .map(Deque::getFirst)
        .flatMap(Version::bytes)
        .map(byte[]::clone);
  }

  /// The next removals of a version are refused with these codes, one each.
  synchronized void refuse(List<String> codes) {
    refusals.addAll(codes);
  }

  /// Removes a version for good; without one a delete marker covers what is there.
  ///
  /// @return the code with which it is refused
  synchronized Optional<String> remove(String key, Optional<String> versionId) {
    if (!refusals.isEmpty()) {
      return Optional.of(refusals.remove());
    }
    if (versionId.isEmpty()) {
      add(key, Optional.empty());
      return Optional.empty();
    }
    Deque<Version> versions = newestFirst.getOrDefault(key, new ArrayDeque<>());
    versions.removeIf(each -> each.id().equals(versionId.get()));
    if (versions.isEmpty()) {
      newestFirst.remove(key);
    }
    return Optional.empty();
  }

  private void add(String key, Optional<byte[]> bytes) {
    String id = String.format(Locale.ROOT, "v%012d", ++writes);
    newestFirst
        .computeIfAbsent(key, first -> new ArrayDeque<>())
        .addFirst(new Version(key, id, bytes, true));
  }

  /// Keys of the objects that are there, markers aside.
  synchronized List<String> keys(String prefix) {
    return all(prefix).filter(each -> each.latest() && !each.isMarker()).map(Version::key).toList();
  }

  synchronized Page versions(String prefix, Optional<Marker> after, int most) {
    List<Version> rest =
        all(prefix).filter(each -> after.filter(mark -> !follows(each, mark)).isEmpty()).toList();
    return new Page(rest.subList(0, Math.min(most, rest.size())), rest.size() > most);
  }

  private Stream<Version> all(String prefix) {
    List<Version> all = new ArrayList<>();
    newestFirst.tailMap(prefix, true).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .forEach(
            entry ->
                entry
                    .getValue()
                    .forEach(
                        each ->
                            all.add(
                                new Version(
                                    each.key(),
                                    each.id(),
                                    each.bytes(),
                                    each.id().equals(entry.getValue().getFirst().id())))));
    return all.stream();
  }

  private static boolean follows(Version version, Marker marker) {
    int keys = version.key().compareTo(marker.key());
    return keys > 0
        || (keys == 0
            && marker.versionId().filter(id -> version.id().compareTo(id) < 0).isPresent());
  }
}
