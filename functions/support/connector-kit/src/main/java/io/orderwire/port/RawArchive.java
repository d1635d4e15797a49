package io.orderwire.port;

import java.util.List;
import java.util.Optional;

/// Raw payloads, byte for byte.
public interface RawArchive {
  /// Writes once: a second write of the same key is a success and changes nothing.
  void put(String key, byte[] bytes, String contentType);

  Optional<byte[]> get(String key);

  /// Deletes everything under a prefix for good, in all its versions.
  void erase(String prefix);

  /// Keys under a prefix in their order.
  default List<String> list(String prefix, int limit) {
    return list(prefix, "", limit);
  }

  /// As above, only those behind `after`, a key that need not exist.
  List<String> list(String prefix, String after, int limit);
}
