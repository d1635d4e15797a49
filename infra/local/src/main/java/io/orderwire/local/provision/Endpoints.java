package io.orderwire.local.provision;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where each AWS service is reached, under the names that the standard variables
/// `AWS_ENDPOINT_URL_<SERVICE>` use.
///
/// @param byService for example `SQS` → `http://127.0.0.1:40001`; what is not here is found by the
/// SDK's own rules
public record Endpoints(Map<String, URI> byService) {
  public Endpoints {
    byService = Collections.unmodifiableMap(new LinkedHashMap<>(byService));
  }

  /// The standard variables, as `AWS_ENDPOINT_URL_SQS=http://…`.
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    byService.forEach(
        (service, uri) -> variables.put("AWS_ENDPOINT_URL_" + service, uri.toString()));
    return variables;
  }
}
