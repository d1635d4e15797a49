package io.orderwire.local.provision;

import java.util.Map;

/// A resource that exists: what `Ref` and `Fn::GetAtt` give for it.
///
/// @param ref for example a queue's URL or a table's name
/// @param attributes for example `Arn`
public record Provisioned(String ref, Map<String, String> attributes) {
  public Provisioned {
    attributes = Map.copyOf(attributes);
  }
}
