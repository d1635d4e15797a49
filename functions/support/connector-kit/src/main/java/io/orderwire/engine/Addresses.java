package io.orderwire.engine;

import io.orderwire.connector.CartCall.Parameter;
import java.net.URI;
import java.util.List;

/// Absolute addresses of calls.
final class Addresses {
  private Addresses() {}

  /// @param base with or without a slash at its end
  /// @param path begins with a slash
  static URI of(URI base, String path, List<Parameter> query) {
    String text = base.toString();
    String root = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    StringBuilder address = new StringBuilder(root).append(path);
    char before = '?';
    for (Parameter parameter : query) {
      address.append(before).append(PercentEncoding.encode(parameter.name())).append('=');
      address.append(PercentEncoding.encode(parameter.value()));
      before = '&';
    }
    return URI.create(address.toString());
  }
}
