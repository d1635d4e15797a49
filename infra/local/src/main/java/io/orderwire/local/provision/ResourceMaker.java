package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;

/// Brings one type of resource into being, or finds it: making it twice is making it once.
interface ResourceMaker {
  /// Makes the resource, or finds it and gives it the template's properties where they can change.
  ///
  /// @param properties resolved, as in the template
  /// @param defaultName unique within the account, for a resource that the template does not name
  Provisioned make(JsonNode properties, String defaultName);
}
