package io.orderwire.engine;

import io.orderwire.connector.CartCall.Parameter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// OAuth 1.0a signatures with HMAC (RFC 5849 §3.4).
///
/// @param consumerSecret the client's shared secret
/// @param token empty for one-legged OAuth
record OAuthOne(String consumerKey, String consumerSecret, Optional<Token> token) {

  /// An access token and its secret.
  record Token(String key, String secret) {}

  /// The keyed hash, by its name in OAuth.
  enum Algorithm {
    /// RFC 5849's own: kept for its test vectors.
    HMAC_SHA1("HMAC-SHA1", "HmacSHA1"),
    HMAC_SHA256("HMAC-SHA256", "HmacSHA256");

    private final String method;
    private final String mac;

    Algorithm(String method, String mac) {
      this.method = method;
      this.mac = mac;
    }
  }

  /// The query with the protocol's parameters and the signature added.
  List<Parameter> signed(
      String method, URI address, List<Parameter> query, String nonce, long epochSecond) {
    List<Parameter> all = new ArrayList<>(query);
    all.addAll(protocol(method, address, query, nonce, epochSecond));
    return List.copyOf(all);
  }

  /// The value of the header `Authorization` (§3.5.1).
  String header(String method, URI address, List<Parameter> query, String nonce, long epochSecond) {
    return protocol(method, address, query, nonce, epochSecond).stream()
        .map(p -> encode(p.name()) + "=\"" + encode(p.value()) + "\"")
        .collect(Collectors.joining(", ", "OAuth ", ""));
  }

  /// The protocol's parameters, the signature last.
  private List<Parameter> protocol(
      String method, URI address, List<Parameter> query, String nonce, long epochSecond) {
    List<Parameter> own = new ArrayList<>();
    own.add(new Parameter("oauth_consumer_key", consumerKey));
    own.add(new Parameter("oauth_nonce", nonce));
    own.add(new Parameter("oauth_signature_method", Algorithm.HMAC_SHA256.method));
    own.add(new Parameter("oauth_timestamp", Long.toString(epochSecond)));
    token.ifPresent(known -> own.add(new Parameter("oauth_token", known.key())));
    List<Parameter> all = new ArrayList<>(query);
    all.addAll(own);
    String signature = signature(baseString(method, address, all), Algorithm.HMAC_SHA256);
    own.add(new Parameter("oauth_signature", signature));
    return own;
  }

  /// The signature base string (§3.4.1). `address` is without its query.
  static String baseString(String method, URI address, List<Parameter> parameters) {
    String normalized =
        parameters.stream()
            .map(p -> new Parameter(encode(p.name()), encode(p.value())))
            .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
            .map(p -> p.name() + "=" + p.value())
            .collect(Collectors.joining("&"));
    return method.toUpperCase(Locale.ROOT)
        + "&"
        + encode(baseAddress(address))
        + "&"
        + encode(normalized);
  }

  String signature(String baseString, Algorithm algorithm) {
    String key =
        encode(consumerSecret) + "&" + token.map(known -> encode(known.secret())).orElse("");
    try {
      Mac mac = Mac.getInstance(algorithm.mac);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm.mac));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(baseString.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missingFromJvm) {
      throw new IllegalStateException("every JVM has " + algorithm.mac, missingFromJvm);
    }
  }

  /// Scheme and host in lower case, the port only when it is not the scheme's own (§3.4.1.2).
  private static String baseAddress(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int port = address.getPort();
    boolean usual = port < 0 || (scheme.equals("http") ? port == 80 : port == 443);
    String host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return scheme + "://" + host + (usual ? "" : ":" + port) + address.getRawPath();
  }

  private static String encode(String text) {
    return PercentEncoding.encode(text);
  }
}
