package io.orderwire.engine;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport.Request;
import io.orderwire.port.Credentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Turns a connector's call into a request with an absolute address and the store's authorization.
final class CallSigner {
  private static final String AUTHORIZATION = "authorization";

  private final URI baseUrl;
  private final Credentials credentials;
  private final Supplier<String> token;
  private final Moment moment;

  /// What differs from one request to the next.
  ///
  /// @param timeout what is left of the call's time once it is signed: a token may take some of it
  record Moment(String nonce, long epochSecond, Supplier<Duration> timeout) {}

  /// For requests to one store.
  ///
  /// @param token the OAuth 2 access token, asked for only by a scheme that needs one
  CallSigner(URI baseUrl, Credentials credentials, Supplier<String> token, Moment moment) {
    this.baseUrl = baseUrl;
    this.credentials = credentials;
    this.token = token;
    this.moment = moment;
  }

  Request sign(CartCall call, AuthScheme scheme) {
    return switch (scheme) {
      case AuthScheme.Bearer(String field) ->
          withHeader(call, AUTHORIZATION, "Bearer " + credential(field));
      case AuthScheme.HeaderKey(String header, String field) ->
          withHeader(call, header, credential(field));
      case AuthScheme.HeaderKeys(List<AuthScheme.HeaderKey> keys) -> {
        Map<String, String> tokens = new TreeMap<>();
        keys.forEach(key -> tokens.put(key.header(), credential(key.tokenField())));
        yield withHeaders(call, tokens);
      }
      case AuthScheme.Basic(String user, String password) ->
          withHeader(call, AUTHORIZATION, basic(user, password));
      case AuthScheme.QueryKey(String parameter, String field) -> {
        refusePlainHttp();
        yield request(call, with(call.query(), new Parameter(parameter, credential(field))));
      }
      case AuthScheme.OAuthOne(String key, String secret) ->
          request(call, oauthOne(call, credential(key), credential(secret)));
      case AuthScheme.OAuthOneToken named ->
          withHeader(call, AUTHORIZATION, oauthHeader(call, named));
      case AuthScheme.ClientCredentials granted ->
          withHeader(call, granted.header(), bearer(granted.header()));
      case AuthScheme.Refreshed renewed -> withHeader(call, renewed.header(), token.get());
      case AuthScheme.BySecurity(AuthScheme https, AuthScheme http) ->
          sign(call, isHttps() ? https : http);
      case AuthScheme.ByCredential(String field, AuthScheme present, AuthScheme absent) ->
          sign(call, credentials.value(field).isPresent() ? present : absent);
    };
  }

  private String basic(String userField, String passwordField) {
    refusePlainHttp();
    String pair = credential(userField) + ":" + credential(passwordField);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private String bearer(String header) {
    return header.equalsIgnoreCase(AUTHORIZATION) ? "Bearer " + token.get() : token.get();
  }

  private List<Parameter> oauthOne(CartCall call, String key, String secret) {
    return new OAuthOne(key, secret, Optional.empty())
        .signed(
            call.method(),
            address(call, List.of()),
            call.query(),
            moment.nonce(),
            moment.epochSecond());
  }

  private String oauthHeader(CartCall call, AuthScheme.OAuthOneToken named) {
    OAuthOne client =
        new OAuthOne(
            credential(named.consumerKeyField()),
            credential(named.consumerSecretField()),
            Optional.of(
                new OAuthOne.Token(
                    credential(named.tokenField()), credential(named.tokenSecretField()))));
    return client.header(
        call.method(),
        address(call, List.of()),
        call.query(),
        moment.nonce(),
        moment.epochSecond());
  }

  private Request withHeader(CartCall call, String name, String value) {
    return withHeaders(call, Map.of(name, value));
  }

  private Request withHeaders(CartCall call, Map<String, String> added) {
    Map<String, String> headers = headers(call);
    headers.putAll(added);
    return new Request(
        call.method(),
        address(call, call.query()),
        new Headers(headers),
        call.body(),
        moment.timeout().get());
  }

  private Request request(CartCall call, List<Parameter> query) {
    return new Request(
        call.method(),
        address(call, query),
        new Headers(headers(call)),
        call.body(),
        moment.timeout().get());
  }

  private static Map<String, String> headers(CartCall call) {
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("accept", "application/json");
    headers.put("user-agent", "Orderwire");
    headers.putAll(call.headers());
    return headers;
  }

  private URI address(CartCall call, List<Parameter> query) {
    return Addresses.of(baseUrl, call.path(), query);
  }

  private static List<Parameter> with(List<Parameter> query, Parameter added) {
    List<Parameter> all = new ArrayList<>(query);
    all.add(added);
    return List.copyOf(all);
  }

  private boolean isHttps() {
    return "https".equalsIgnoreCase(baseUrl.getScheme());
  }

  private void refusePlainHttp() {
    if (!isHttps()) {
      throw unauthorized("these credentials are not sent over plain http: use an https address");
    }
  }

  private String credential(String field) {
    return credentials
        .value(field)
        .orElseThrow(() -> unauthorized("credential " + field + " is missing"));
  }

  private static FaultException unauthorized(String detail) {
    return new FaultException(Fault.of(Fault.Category.UNAUTHORIZED, detail));
  }
}
