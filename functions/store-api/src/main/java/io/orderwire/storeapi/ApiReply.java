package io.orderwire.storeapi;

import io.orderwire.port.SubscriptionId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is answered: a status and, mostly, a value that is written as JSON, or a [Text] as it is.
///
/// @param secret what in it opens something
/// @param mayBeKept for who asks again with the same key; see [#notKept]
record ApiReply(
    int status,
    Optional<Object> body,
    Map<String, String> headers,
    Optional<Secret> secret,
    boolean mayBeKept) {
  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int SEE_OTHER = 303;
  private static final int NOT_MODIFIED = 304;

  ApiReply {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /// A text in the body that is not to be kept as it is.
  ///
  /// @param owner for whom it may be sealed
  record Secret(SubscriptionId owner, String member) {}

  ApiReply(int status, Optional<Object> body, Map<String, String> headers) {
    this(status, body, headers, Optional.empty(), true);
  }

  private static ApiReply of(int status, Object body, String contentType) {
    return new ApiReply(status, Optional.of(body), Map.of("content-type", contentType));
  }

  static ApiReply ok(Object body) {
    return of(OK, body, JSON);
  }

  /// A body that is not JSON of ours.
  record Text(String content) {}

  static ApiReply text(String content, String contentType) {
    return of(OK, new Text(content), contentType);
  }

  /// What the asker holds already is still so.
  static ApiReply unchanged() {
    return new ApiReply(NOT_MODIFIED, Optional.empty(), Map.of());
  }

  /// Sends a browser to another page, without saying where it came from.
  ///
  /// @param address a path of ours that begins with one slash, or what somebody who may use the API
  /// asked for
  static ApiReply elsewhere(String address) {
    return new ApiReply(SEE_OTHER, Optional.empty(), Map.of("location", address))
        .with("referrer-policy", "no-referrer");
  }

  static ApiReply created(String location, Object body) {
    return of(CREATED, body, JSON).with("location", location);
  }

  static ApiReply accepted(Object body) {
    return of(ACCEPTED, body, JSON);
  }

  static ApiReply done() {
    return new ApiReply(NO_CONTENT, Optional.empty(), Map.of());
  }

  static ApiReply refused(Problem problem) {
    return of(problem.status(), problem, PROBLEM);
  }

  /// Others change the same at the same time.
  static ApiReply beingChanged(String what, String id) {
    return refused(Problem.beingChanged(what, id)).notKept();
  }

  ApiReply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new ApiReply(status, body, more, secret, mayBeKept);
  }

  /// The body has a secret under this name.
  ApiReply withSecret(SubscriptionId owner, String member) {
    return new ApiReply(status, body, headers, Optional.of(new Secret(owner, member)), mayBeKept);
  }

  /// Who asks again with the same key is answered anew: it holds what must stand nowhere else, such
  /// as a person, or it is a refusal that passes.
  ApiReply notKept() {
    return new ApiReply(status, body, headers, secret, false);
  }
}
