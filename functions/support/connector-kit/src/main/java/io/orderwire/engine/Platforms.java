package io.orderwire.engine;

import io.orderwire.connector.Connector;
import io.orderwire.model.PlatformId;
import java.util.List;
import java.util.Optional;

/// The connectors at hand.
public record Platforms(List<Connector> connectors) {
  public Platforms {
    connectors = List.copyOf(connectors);
  }

  public Optional<Connector> find(PlatformId platform) {
    return connectors.stream()
        .filter(connector -> connector.descriptor().id().equals(platform))
        .findFirst();
  }
}
