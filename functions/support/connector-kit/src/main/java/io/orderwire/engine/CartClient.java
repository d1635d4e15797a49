package io.orderwire.engine;

import io.orderwire.connector.AuthScheme;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.OrderFeed;
import io.orderwire.port.CallScope;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.SharedCalls.Place;
import io.orderwire.port.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Makes the calls that connectors describe: authorized, within the call budgets of the store and
/// of its account, tried again where [RetryTable] says so, never past the errand's deadline.
public final class CartClient {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
  private static final Duration SHORTEST_CALL = Duration.ofMillis(250);

  private final CartTransport transport;
  private final SecretBox secrets;
  private final Surroundings surroundings;
  private final CallBudgets budgets = new CallBudgets();
  private final Holds holds;
  private final Places places;
  private final AccessTokens tokens;
  private final Optional<RefreshedTokens> refreshed;

  /// What the client needs of the machine: the time, waiting, values never used before; and what
  /// other processes tell of their calls.
  public record Surroundings(
      InstantSource clock, Pause pause, Supplier<String> nonces, SharedCalls shared) {

    /// For a process that is alone.
    public Surroundings(InstantSource clock, Pause pause, Supplier<String> nonces) {
      this(clock, pause, nonces, new Alone());
    }
  }

  private static final class Alone implements SharedCalls {
    @Override
    public void hold(CallScope scope, Instant until) {
      // Nobody to tell.
    }

    @Override
    public Optional<Instant> heldUntil(CallScope.OfAccount account) {
      return Optional.empty();
    }

    @Override
    public Optional<Place> take(CallScope scope, int places, Instant now, Instant until) {
      return Optional.of(new Place(scope, 0, until));
    }

    @Override
    public void giveBack(Place place) {
      // Nobody waits for it.
    }

    @Override
    public int taken(CallScope scope, Instant now) {
      return 0;
    }
  }

  /// For stores whose credentials stay as they are.
  public CartClient(CartTransport transport, SecretBox secrets, Surroundings surroundings) {
    this(transport, secrets, Optional.empty(), surroundings);
  }

  /// For stores whose access tokens may end, too.
  ///
  /// @param stores where new tokens are kept, read afresh each time
  public CartClient(
      CartTransport transport, SecretBox secrets, Stores stores, Surroundings surroundings) {
    this(transport, secrets, Optional.of(stores), surroundings);
  }

  private CartClient(
      CartTransport transport,
      SecretBox secrets,
      Optional<Stores> stores,
      Surroundings surroundings) {
    this.transport = transport;
    this.secrets = secrets;
    this.surroundings = surroundings;
    this.tokens = new AccessTokens(transport);
    this.refreshed =
        stores.map(kept -> new RefreshedTokens(transport, secrets, kept, surroundings.shared()));
    this.holds = new Holds(surroundings.shared());
    this.places = new Places(surroundings.shared());
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

  /// A call, for whom it is made, and what it counts for.
  private record Order(Errand errand, CartCall call, Credentials credentials, CallScopes scopes) {}

  private CartReply exchange(Errand errand, CartCall call, boolean repeatable) {
    Credentials credentials = secrets.open(errand.store().id(), errand.store().credentials());
    Order order = new Order(errand, call, credentials, CallScopes.of(errand, credentials));
    boolean renewed = false;
    for (int attempt = 0; ; attempt++) {
      awaitBudget(order);
      Answer answer = inPlace(order);
      if (answer instanceof Answer.Reply(CartReply reply)) {
        return reply;
      }
      Answer.Refused refused = (Answer.Refused) answer;
      Fault fault = refused.fault();
      if (fault.category() == Category.THROTTLED) {
        CallScopes.Counted counted = order.scopes().refusedBy(fault);
        close(counted, RetryTable.closedFor(fault, attempt, counted.allowance()));
      }
      if (fault.category() == Category.UNAUTHORIZED && !renewed && !refused.token().isEmpty()) {
        renewed = true;
        tokens.forget(errand.store(), refused.token());
        refreshed.ifPresent(each -> each.forget(errand.store(), refused.token()));
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

  private void close(CallScopes.Counted counted, Duration time) {
    Instant now = now();
    budgets.close(counted, time, now);
    holds.tell(counted.scope(), now, time);
  }

  /// What one attempt came to.
  private sealed interface Answer {
    record Reply(CartReply reply) implements Answer {}

    /// @param token the access token that the call was made with; empty if there is none
    record Refused(Fault fault, String token) implements Answer {}
  }

  private Answer inPlace(Order order) {
    List<Place> taken = awaitPlaces(order);
    try {
      return attempt(order);
    } finally {
      places.giveBack(taken);
    }
  }

  private List<Place> awaitPlaces(Order order) {
    Duration waited = Duration.ZERO;
    for (int attempt = 0; ; attempt++) {
      Duration longest = timeout(order.errand(), now());
      Optional<List<Place>> taken = places.take(order.scopes(), now(), longest);
      if (taken.isPresent()) {
        return taken.get();
      }
      Duration wait = RetryTable.untilAPlaceIsFree(attempt);
      waited = waited.plus(wait);
      if (!order.errand().mayWait(waited, now())) {
        throw new FaultException(
            new Fault(Category.THROTTLED, Optional.of(wait), "as many calls are under way"));
      }
      surroundings.pause().sleep(wait);
    }
  }

  private Answer attempt(Order order) {
    OrderFeed feed = order.errand().connector().feed();
    AtomicReference<String> used = new AtomicReference<>("");
    try {
      budgets.take(order.scopes(), order.call().cost(), now());
      CartReply reply = transport.exchange(request(order, used));
      feed.budget(reply).ifPresent(reading -> budgets.learn(order.scopes(), reading, now()));
      return feed.fault(reply)
          .<Answer>map(fault -> refused(fault, order, used))
          .orElseGet(() -> new Answer.Reply(reply));
    } catch (FaultException fault) {
      return refused(fault.fault(), order, used);
    }
  }

  private static Answer refused(Fault fault, Order order, AtomicReference<String> used) {
    return new Answer.Refused(
        new Fault(
            fault.category(),
            fault.scope(),
            fault.retryAfter(),
            Redaction.clean(fault.detail(), order.credentials())),
        used.get());
  }

  private CartTransport.Request request(Order order, AtomicReference<String> used) {
    Errand errand = order.errand();
    Credentials credentials = order.credentials();
    AuthScheme scheme = errand.connector().descriptor().auth();
    Instant now = now();
    Instant end = now.plus(timeout(errand, now));
    Supplier<String> token =
        () -> {
          used.set(token(errand, scheme, credentials, end));
          return used.get();
        };
    CallSigner.Moment moment =
        new CallSigner.Moment(
            surroundings.nonces().get(), now.getEpochSecond(), () -> left(end, now()));
    return new CallSigner(errand.store().baseUrl(), credentials, token, moment)
        .sign(order.call(), scheme);
  }

  /// A new token takes at most half of the time that the call has: the call needs the rest.
  private String token(Errand errand, AuthScheme scheme, Credentials credentials, Instant end) {
    return switch (scheme) {
      case AuthScheme.ClientCredentials granted ->
          tokens.token(errand.store(), granted, credentials, now(), left(end, now()).dividedBy(2));
      case AuthScheme.Refreshed ending ->
          refreshed
              .orElseThrow(() -> new IllegalStateException("new tokens could not be kept"))
              .token(errand.store(), ending, credentials, now(), left(end, now()).dividedBy(2));
      case AuthScheme.BySecurity(AuthScheme https, AuthScheme http) ->
          token(
              errand,
              "https".equalsIgnoreCase(errand.store().baseUrl().getScheme()) ? https : http,
              credentials,
              end);
      case AuthScheme.Bearer ignored -> throw new IllegalStateException("has its own token");
      case AuthScheme.HeaderKey ignored -> throw new IllegalStateException("has its own token");
      case AuthScheme.HeaderKeys ignored -> throw new IllegalStateException("has its own tokens");
      case AuthScheme.Basic ignored -> throw new IllegalStateException("has no token");
      case AuthScheme.QueryKey ignored -> throw new IllegalStateException("has its own key");
      case AuthScheme.ByCredential(String field, AuthScheme present, AuthScheme absent) ->
          token(errand, credentials.value(field).isPresent() ? present : absent, credentials, end);
      case AuthScheme.OAuthOne ignored -> throw new IllegalStateException("has no token");
      case AuthScheme.OAuthOneToken ignored -> throw new IllegalStateException("has its own token");
    };
  }

  private void awaitBudget(Order order) {
    Errand errand = order.errand();
    Instant now = now();
    Duration here = budgets.until(order.scopes(), errand.lane(), order.call().cost(), now);
    Duration elsewhere = holds.until(errand.store(), order.scopes(), now);
    Duration wait = elsewhere.compareTo(here) > 0 ? elsewhere : here;
    if (!wait.isPositive()) {
      return;
    }
    if (!errand.mayWait(wait, now)) {
      throw new FaultException(
          new Fault(Category.THROTTLED, Optional.of(wait), "the call budget is used up"));
    }
    surroundings.pause().sleep(wait);
  }

  private static Duration timeout(Errand errand, Instant now) {
    Duration left = left(errand.deadline(), now);
    return left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
  }

  private static Duration left(Instant end, Instant now) {
    Duration left = Duration.between(now, end);
    if (left.compareTo(SHORTEST_CALL) < 0) {
      throw new FaultException(Fault.of(Category.UNAVAILABLE, "no time left for a call"));
    }
    return left;
  }
}
