package io.orderwire.testkit;

import io.orderwire.port.RawArchive;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The raw archive in memory.
public final class InMemoryRawArchive implements RawArchive {
  private final NavigableMap<String, byte[]> objects = new TreeMap<>();
  private final Faults faults;

  public InMemoryRawArchive() {
    this(Faults.NONE);
  }

  public InMemoryRawArchive(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized void put(String key, byte[] bytes, String contentType) {
    faults.at(Step.ARCHIVE_PUT, Moment.BEFORE);
    objects.putIfAbsent(key, bytes.clone());
    faults.at(Step.ARCHIVE_PUT, Moment.AFTER);
  }

  @Override
  public synchronized Optional<byte[]> get(String key) {
    faults.at(Step.ARCHIVE_READ, Moment.BEFORE);
    return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
  }

  @Override
  public synchronized void erase(String prefix) {
    faults.at(Step.ARCHIVE_PUT, Moment.BEFORE);
    objects.keySet().removeIf(key -> key.startsWith(prefix));
    faults.at(Step.ARCHIVE_PUT, Moment.AFTER);
  }

  @Override
  public synchronized List<String> list(String prefix, String after, int limit) {
    faults.at(Step.ARCHIVE_READ, Moment.BEFORE);
    return objects.tailMap(prefix, true).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .filter(key -> key.compareTo(after) > 0)
        .limit(limit)
        .toList();
  }
}
