package io.orderwire.engine;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.SecretBox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
  private final Holds holds;
  private final AccessTokens tokens;

  /// What the client needs of the machine: the time, waiting, values never used before; and how to
  /// tell others that a store's cart refused a call for a while.
  public record Surroundings(InstantSource clock, Pause pause, Supplier<String> nonces, Hold hold) {

    /// For a process that is alone.
    public Surroundings(InstantSource clock, Pause pause, Supplier<String> nonces) {
      this(clock, pause, nonces, (store, until) -> {});
    }
  }

  /// Asks everybody to make no call to a store before an instant.
  @FunctionalInterface
  public interface Hold {
    void until(StoreId store, Instant until);
  }

  public CartClient(CartTransport transport, SecretBox secrets, Surroundings surroundings) {
    this.transport = transport;
    this.secrets = secrets;
    this.surroundings = surroundings;
    this.tokens = new AccessTokens(transport);
    this.holds = new Holds(surroundings.hold());
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
      Answer.Refused refused = (Answer.Refused) answer;
      Fault fault = refused.fault();
      if (fault.category() == Category.THROTTLED) {
        Instant now = now();
        Duration closed = RetryTable.closedFor(fault, attempt);
        budgets.close(errand, closed, now);
        holds.tell(errand.store().id(), now, closed);
      }
      if (fault.category() == Category.UNAUTHORIZED
          && !renewed
          && tokens.forget(errand.store(), refused.token())) {
        renewed = true;
        continue;
      }
      boolean again = repeatable || fault.category() == Category.THROTTLED;
      Optional<Duration> wait =
          again ? RetryTable.withinCall(fault, attempt) : Optional.<Duration>empty();
      if (wait.isEmpty() || !errand.mayWait(wait.get(), now())) {
        throw new FaultException(fault);
      }
      surroundings.pause().sleep(wait.get());
    }
  }

  /// What one attempt came to.
  private sealed interface Answer {
    record Reply(CartReply reply) implements Answer {}

    /// @param token the access token that the call was made with; empty if there is none
    record Refused(Fault fault, String token) implements Answer {}
  }

  private Answer attempt(Errand errand, CartCall call) {
    Credentials credentials = secrets.open(errand.store().id(), errand.store().credentials());
    AtomicReference<String> used = new AtomicReference<>("");
    try {
      budgets.take(errand, call.cost(), now());
      CartReply reply = transport.exchange(request(errand, call, credentials, used));
      errand
          .connector()
          .feed()
          .budget(reply)
          .ifPresent(reading -> budgets.learn(errand, reading, now()));
      return errand
          .connector()
          .feed()
          .fault(reply)
          .<Answer>map(fault -> new Answer.Refused(redacted(fault, credentials), used.get()))
          .orElseGet(() -> new Answer.Reply(reply));
    } catch (FaultException fault) {
      return new Answer.Refused(redacted(fault.fault(), credentials), used.get());
    }
  }

  private CartTransport.Request request(
      Errand errand, CartCall call, Credentials credentials, AtomicReference<String> used) {
    AuthScheme scheme = errand.connector().descriptor().auth();
    Supplier<String> token =
        () -> {
          used.set(token(errand, scheme, credentials));
          return used.get();
        };
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
      case AuthScheme.ByCredential(String field, AuthScheme present, AuthScheme absent) ->
          token(errand, credentials.value(field).isPresent() ? present : absent, credentials);
      case AuthScheme.OAuthOne ignored -> throw new IllegalStateException("has no token");
      case AuthScheme.OAuthOneToken ignored -> throw new IllegalStateException("has its own token");
    };
  }

  private void awaitBudget(Errand errand, int cost) {
    Instant now = now();
    Duration wait = budgets.until(errand, cost, now);
    if (!wait.isPositive()) {
      return;
    }
    if (!errand.mayWait(wait, now)) {
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
