package io.orderwire.storeapi;

import java.time.Instant;
import java.util.List;

/// Why a request was refused: a problem document of RFC 9457, with the member `errors` beside the
/// standard ones.
///
/// @param type a stable name of the kind of problem, `urn:orderwire:problem:…`
record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
  private static final String TYPE = "urn:orderwire:problem:";
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NO_SUCH_METHOD = 405;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;
  private static final int UNAVAILABLE = 503;

  Problem {
    errors = List.copyOf(errors);
  }

  private static Problem of(String type, String title, int status, String detail) {
    return new Problem(TYPE + type, title, status, detail, List.of());
  }

  static Problem notJson(String detail) {
    return of("not-json", "The body is not a JSON object", BAD_REQUEST, detail);
  }

  static Problem invalid(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().detail()
            : errors.size() + " fields are wrong; each is named under errors";
    return new Problem(TYPE + "invalid-fields", "Fields are wrong", UNPROCESSABLE, detail, errors);
  }

  static Problem absent(String what, String id) {
    return of("not-found", "Not found", NOT_FOUND, "there is no %s %s".formatted(what, id));
  }

  /// There was none yet at the instant that is asked about.
  static Problem notYet(String what, String id, Instant first) {
    return of(
        "not-recorded-yet",
        "Not recorded yet",
        NOT_FOUND,
        "%s %s was first recorded at %s; ask for that instant or a later one"
            .formatted(what, id, first));
  }

  static Problem notArchived(String what) {
    return of(
        "not-archived",
        "Nothing is archived",
        NOT_FOUND,
        "no %s is kept: its person was erased, or it came without content".formatted(what));
  }

  /// Whatever the reason: who does not hold a valid one learns nothing of it.
  static Problem noSuchAuthorization() {
    return of(
        "no-such-authorization",
        "Not found",
        NOT_FOUND,
        "no such authorization is under way; begin one with POST /v1/stores/authorizations");
  }

  static Problem noSuchRoute(String method, String path) {
    return of(
        "no-such-route",
        "Not found",
        NOT_FOUND,
        "nothing answers %s %s; GET /v1 lists what there is".formatted(method, path));
  }

  static Problem noSuchMethod(String method, String allowed) {
    return of(
        "no-such-method",
        "Method not allowed",
        NO_SUCH_METHOD,
        "%s is not possible here; possible is %s".formatted(method, allowed));
  }

  static Problem conflict(String type, String title, String detail) {
    return of(type, title, CONFLICT, detail);
  }

  static Problem notExplained(String reason) {
    return conflict("not-explained", "The version is not explained", reason);
  }

  static Problem beingChanged(String what, String id) {
    return conflict(
        what + "-is-being-changed",
        "The %s is being changed".formatted(what),
        "others change %s %s at the same time; try again".formatted(what, id));
  }

  static Problem wrongIdempotencyKey() {
    return of(
        "wrong-idempotency-key",
        "The Idempotency-Key is no key",
        BAD_REQUEST,
        "send 1 to 255 visible ASCII characters in quotation marks, such as a UUID");
  }

  static Problem stillRunning() {
    return conflict(
        "still-running",
        "The first request is still running",
        "a request with this Idempotency-Key is under way; try again in a second");
  }

  static Problem anothersIdempotencyKey() {
    return of(
        "idempotency-key-used",
        "The Idempotency-Key stands for another request",
        UNPROCESSABLE,
        "another request was sent with this Idempotency-Key; send each request with a key of its"
            + " own");
  }

  static Problem unavailable() {
    return of(
        "unavailable",
        "Try again",
        UNAVAILABLE,
        "a service that is needed did not answer; try again in a few seconds");
  }
}
