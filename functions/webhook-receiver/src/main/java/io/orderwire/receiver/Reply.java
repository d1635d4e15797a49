package io.orderwire.receiver;

/// What is answered, and why: `outcome` and `detail` are for the log and never leave it.
public record Reply(int status, String contentType, String body, Outcome outcome, String detail) {
  private static final String JSON = "application/json";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  /// Why a request was answered so.
  public enum Outcome {
    ACCEPTED,
    HANDSHAKE,
    UNKNOWN_TOKEN,
    STORE_DISABLED,
    STORE_PARKED,
    REJECTED,
    UNSUPPORTED_PLATFORM,
    /// Something of ours did not answer: the platform will deliver again.
    UNAVAILABLE
  }

  static Reply accepted() {
    return new Reply(OK, JSON, "{}", Outcome.ACCEPTED, "");
  }

  /// One answer for every reason not to take a delivery, so that nobody learns from it which
  /// addresses exist. 401, because Shopify demands it where the signature is wrong.
  static Reply refused(Outcome why, String detail) {
    return new Reply(UNAUTHORIZED, JSON, "{\"error\":\"unauthorized\"}", why, detail);
  }

  /// Asks the platform to deliver again.
  static Reply unavailable() {
    return new Reply(UNAVAILABLE, JSON, "{\"error\":\"try again\"}", Outcome.UNAVAILABLE, "");
  }
}
