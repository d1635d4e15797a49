package io.orderwire.engine;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.SecretBox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes the calls that connectors describe: authorized, within the store's call budget, tried
/// again where [RetryTable] says so, never past the errand's deadline.
public final class CartClient {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
  private static final Duration SHORTEST_CALL = Duration.ofMillis(250);

  private final CartTransport transport;
  private final SecretBox secrets;
  private final Surroundings surroundings;
  private final CallBudgets budgets = new CallBudgets();
  private final AccessTokens tokens;

  /// What the client needs of the machine: the time, waiting, and values never used before.
  public record Surroundings(InstantSource clock, Pause pause, Supplier<String> nonces) {}

  public CartClient(CartTransport transport, SecretBox secrets, Surroundings surroundings) {
    this.transport = transport;
    this.secrets = secrets;
    this.surroundings = surroundings;
    this.tokens = new AccessTokens(transport);
  }

  /// Makes a call that changes nothing in the cart, however often it is made.
  ///
  /// @return a reply that is successful by the connector's own judgement
  /// @throws FaultException with the fault that is left when trying again does not help
  public CartReply read(Errand errand, CartCall call) {
    return exchange(errand, call, true);
  }

  /// Makes a call that changes something: it is not repeated when its outcome is unknown.
  public CartReply write(Errand errand, CartCall call) {
    return exchange(errand, call, false);
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  private CartReply exchange(Errand errand, CartCall call, boolean repeatable) {
    boolean renewed = false;
    for (int attempt = 0; ; attempt++) {
      awaitBudget(errand, call.cost());
      Answer answer = attempt(errand, call);
      if (answer instanceof Answer.Reply(CartReply reply)) {
        return reply;
      }
      Fault fault = ((Answer.Refused) answer).fault();
      if (fault.category() == Category.THROTTLED) {
        budgets.close(errand, fault.retryAfter().orElse(Duration.ZERO), now());
      }
      if (fault.category() == Category.UNAUTHORIZED && !renewed && tokens.forget(errand.store())) {
        renewed = true;
        continue;
      }
      boolean again = repeatable || fault.category() == Category.THROTTLED;
      Optional<Duration> wait =
          again ? RetryTable.withinCall(fault, attempt) : Optional.<Duration>empty();
      if (wait.isEmpty() || !errand.canWait(wait.get(), now())) {
        throw new FaultException(fault);
      }
      surroundings.pause().sleep(wait.get());
    }
  }

  /// What one attempt came to.
  private sealed interface Answer {
    record Reply(CartReply reply) implements Answer {}

    record Refused(Fault fault) implements Answer {}
  }

  private Answer attempt(Errand errand, CartCall call) {
    Credentials credentials = secrets.open(errand.store().id(), errand.store().credentials());
    try {
      budgets.take(errand, call.cost(), now());
      CartReply reply = transport.exchange(request(errand, call, credentials));
      errand
          .connector()
          .feed()
          .budget(reply)
          .ifPresent(reading -> budgets.learn(errand.store().id(), reading, now()));
      return errand
          .connector()
          .feed()
          .fault(reply)
          .<Answer>map(fault -> new Answer.Refused(redacted(fault, credentials)))
          .orElseGet(() -> new Answer.Reply(reply));
    } catch (FaultException fault) {
      return new Answer.Refused(redacted(fault.fault(), credentials));
    }
  }

  private CartTransport.Request request(Errand errand, CartCall call, Credentials credentials) {
    AuthScheme scheme = errand.connector().descriptor().auth();
    Supplier<String> token = () -> token(errand, scheme, credentials);
    Instant now = now();
    CallSigner.Moment moment =
        new CallSigner.Moment(
            surroundings.nonces().get(), now.getEpochSecond(), timeout(errand, now));
    return new CallSigner(errand.store().baseUrl(), credentials, token, moment).sign(call, scheme);
  }

  private String token(Errand errand, AuthScheme scheme, Credentials credentials) {
    return switch (scheme) {
      case AuthScheme.ClientCredentials granted ->
          tokens.token(errand.store(), granted, credentials, now());
      case AuthScheme.BySecurity(AuthScheme https, AuthScheme http) ->
          token(
              errand,
              "https".equalsIgnoreCase(errand.store().baseUrl().getScheme()) ? https : http,
              credentials);
      case AuthScheme.Bearer ignored -> throw new IllegalStateException("has its own token");
      case AuthScheme.HeaderKey ignored -> throw new IllegalStateException("has its own token");
      case AuthScheme.Basic ignored -> throw new IllegalStateException("has no token");
      case AuthScheme.QueryKey ignored -> throw new IllegalStateException("has its own key");
      case AuthScheme.OAuthOne ignored -> throw new IllegalStateException("has no token");
    };
  }

  private void awaitBudget(Errand errand, int cost) {
    Instant now = now();
    Duration wait = budgets.until(errand, cost, now);
    if (!wait.isPositive()) {
      return;
    }
    if (!errand.canWait(wait, now)) {
      throw new FaultException(
          new Fault(Category.THROTTLED, Optional.of(wait), "the store's call budget is used up"));
    }
    surroundings.pause().sleep(wait);
  }

  private static Duration timeout(Errand errand, Instant now) {
    Duration left = errand.timeLeft(now);
    if (left.compareTo(SHORTEST_CALL) < 0) {
      throw new FaultException(Fault.of(Category.UNAVAILABLE, "no time left for a call"));
    }
    return left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
  }

  private static Fault redacted(Fault fault, Credentials credentials) {
    return new Fault(
        fault.category(), fault.retryAfter(), Redaction.clean(fault.detail(), credentials));
  }
}
