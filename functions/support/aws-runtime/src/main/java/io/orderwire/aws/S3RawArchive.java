package io.orderwire.aws;

import io.orderwire.port.RawArchive;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Raw payloads in the raw bucket.
public final class S3RawArchive implements RawArchive {
  private final ObjectStorage objects;

  S3RawArchive(ObjectStorage objects) {
    this.objects = objects;
  }

  @Override
  public void put(String key, byte[] bytes, String contentType) {
    objects.put(key, bytes, contentType);
  }

  @Override
  public Optional<byte[]> get(String key) {
    return objects.get(key);
  }

  @Override
  public void erase(String prefix) {
    objects.erase(prefix, Set.of());
  }

  @Override
  public List<String> list(String prefix, String after, int limit) {
    return objects.list(prefix, after, limit);
  }
}
