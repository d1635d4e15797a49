package io.orderwire.engine;

import io.orderwire.port.Credentials;
import io.orderwire.port.SealedCredentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.Store;
import java.util.LinkedHashMap;
import java.util.Map;

/// Opens credentials once per ciphertext: a call to the key service for each delivery would cost
/// more than everything else. New credentials have a new ciphertext.
public final class OpenedCredentials {
  private static final int MOST_KEPT = 2_000;

  private final Map<Opened, Credentials> opened = new LinkedHashMap<>(16, 0.75f, true);
  private final SecretBox box;

  private record Opened(String store, SealedCredentials sealed) {}

  public OpenedCredentials(SecretBox box) {
    this.box = box;
  }

  /// Throws `FaultException` when the key service does not answer.
  public synchronized Credentials of(Store store) {
    Opened key = new Opened(store.id().value(), store.credentials());
    Credentials known = opened.get(key);
    if (known != null) {
      return known;
    }
    Credentials credentials = box.open(store.id(), store.credentials());
    opened.put(key, credentials);
    if (opened.size() > MOST_KEPT) {
      opened.remove(opened.keySet().iterator().next());
    }
    return credentials;
  }
}
