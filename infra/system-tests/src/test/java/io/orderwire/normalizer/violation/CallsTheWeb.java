package io.orderwire.normalizer.violation;

import java.net.http.HttpClient;

/// Breaks a rule of the house on purpose: calls go through the ports.
public final class CallsTheWeb {
  private CallsTheWeb() {}

  /// Makes a client of its own.
  public static HttpClient client() {
    return HttpClient.newHttpClient();
  }
}
