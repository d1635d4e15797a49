package io.orderwire.engine;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.WebhookRegistry;
import io.orderwire.connector.WebhookRegistry.Subscription;
import io.orderwire.connector.WebhookRegistry.Subscriptions;
import io.orderwire.engine.SubscriptionPlan.Wanted;
import io.orderwire.engine.SubscriptionState.Refusal;
import io.orderwire.json.ContentHash;
import io.orderwire.port.SecretBox;
import io.orderwire.port.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Makes a store's subscriptions what they should be: registers what is missing, revives what was
/// disabled, moves what points to an old address, removes duplicates of ours. One topic that is
/// refused does not stop the rest.
public final class SubscriptionCare {
  /// Store option: `by_hand` leaves the subscriptions to the merchant.
  public static final String OPTION = "webhooks";

  public static final String BY_HAND = "by_hand";

  /// A topic that was refused is asked for again after this time, or when somebody asks.
  private static final Duration REFUSED_FOR = Duration.ofDays(1);

  private static final int MOST_PAGES = 20;
  private static final int MARK_LENGTH = 16;

  private final CartClient client;
  private final SecretBox secrets;

  /// How it went.
  ///
  /// @param lost topics whose subscription stood at the last check and was gone or disabled now
  /// @param registered topics that were registered now
  /// @param mended topics whose subscription was changed now
  /// @param removed how many duplicates were removed
  /// @param unfinished why it could not be brought to its end; the rest is for the next check
  public record Outcome(
      SubscriptionState state,
      List<String> lost,
      List<String> registered,
      List<String> mended,
      int removed,
      Optional<Fault> unfinished) {
    public Outcome {
      lost = List.copyOf(lost);
      registered = List.copyOf(registered);
      mended = List.copyOf(mended);
    }

    public Outcome withState(SubscriptionState newState) {
      return new Outcome(newState, lost, registered, mended, removed, unfinished);
    }
  }

  public SubscriptionCare(CartClient client, SecretBox secrets) {
    this.client = client;
    this.secrets = secrets;
  }

  /// True if the platform can be told by API where to send webhooks, and the store wants that.
  public boolean isInCharge(Store store, Connector connector) {
    return connector.registry().isPresent()
        && store.canCall()
        && !BY_HAND.equals(store.options().get(OPTION))
        && secret(store, connector).isPresent();
  }

  /// What is to be compared.
  ///
  /// @param address where deliveries are to go
  /// @param before as it was found at the last check
  /// @param insist also asks again for what was refused lately
  public record Task(String address, Optional<SubscriptionState> before, boolean insist) {}

  /// What a comparison found. Nothing is changed yet, so that what was lost can be written down
  /// first: afterwards nobody could tell.
  public static final class Found {
    private final Mending mending;
    private final List<String> lost;

    private Found(Mending mending, List<String> lost) {
      this.mending = mending;
      this.lost = List.copyOf(lost);
    }

    /// Topics whose subscription stood at the last check and is gone or disabled now.
    public List<String> lost() {
      return lost;
    }

    /// None of those that stood is left.
    public boolean lostAll() {
      return !lost.isEmpty() && lost.size() == mending.standingBefore();
    }

    /// Makes them what they should be.
    public Outcome mend() {
      return mending.run(lost);
    }
  }

  /// Compares.
  ///
  /// @throws FaultException when the subscriptions cannot be listed: unauthorized only where the
  /// credentials are refused altogether
  public Found look(Errand errand, Task task) {
    Mending mending = new Mending(errand, task);
    return new Found(mending, mending.look());
  }

  /// The address that one of the store's subscriptions already names, for a store whose address was
  /// never written down.
  public Optional<String> addressInUse(Errand errand) {
    WebhookRegistry registry = errand.connector().registry().orElseThrow();
    return listed(errand, registry).stream()
        .map(Subscription::address)
        .filter(address -> address.endsWith("/" + errand.store().endpointToken()))
        .findFirst();
  }

  /// Removes all of ours, for a store that is about to be forgotten. How many there were.
  public int removeAll(Errand errand, String address) {
    WebhookRegistry registry = errand.connector().registry().orElseThrow();
    List<Subscription> ours =
        listed(errand, registry).stream()
            .filter(each -> SubscriptionPlan.isOurs(each, address))
            .toList();
    ours.forEach(each -> client.write(errand, registry.remove(each, errand.context())));
    return ours.size();
  }

  private Optional<String> secret(Store store, Connector connector) {
    return secrets
        .open(store.id(), store.credentials())
        .value(connector.descriptor().webhooks().secretField());
  }

  private List<Subscription> listed(Errand errand, WebhookRegistry registry) {
    List<Subscription> all = new ArrayList<>();
    Optional<CartCall> call = Optional.of(registry.list(errand.context()));
    for (int page = 0; call.isPresent(); page++) {
      if (page == MOST_PAGES) {
        throw new FaultException(
            Fault.of(Category.MALFORMED, "the list of subscriptions does not end"));
      }
      Subscriptions read = registry.read(client.read(errand, call.get()), errand.context());
      all.addAll(read.items());
      call = read.next();
    }
    return all;
  }

  /// One check at work.
  final class Mending {
    private final Errand errand;
    private final String address;
    private final Optional<SubscriptionState> before;
    private final boolean insist;
    private final List<String> topics;
    private final WebhookRegistry registry;
    private final String secret;
    private final Instant now = client.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<Refusal> refused = new ArrayList<>();
    private final List<String> registered = new ArrayList<>();
    private final List<String> mended = new ArrayList<>();
    private List<Subscription> actual = List.of();
    private Optional<SubscriptionPlan> plan = Optional.empty();
    private Optional<Fault> unfinished = Optional.empty();
    private int removed;

    Mending(Errand errand, Task task) {
      this.errand = errand;
      this.address = task.address();
      this.before = task.before();
      this.insist = task.insist();
      this.topics = errand.connector().descriptor().webhooks().topics();
      this.registry = errand.connector().registry().orElseThrow();
      this.secret = secret(errand.store(), errand.connector()).orElseThrow();
    }

    List<String> look() {
      try {
        actual = listed(errand, registry);
      } catch (FaultException fault) {
        refusedAltogether(fault);
        return List.of();
      }
      boolean newSecret =
          registry.choosesSecret()
              && before.filter(state -> !state.secretMark().equals(mark())).isPresent();
      SubscriptionPlan found = SubscriptionPlan.of(new Wanted(topics, address, newSecret), actual);
      plan = Optional.of(found);
      return lost(found);
    }

    int standingBefore() {
      return topics.size() - before.map(state -> state.refused().size()).orElse(0);
    }

    Outcome run(List<String> lost) {
      plan.ifPresent(this::carryOut);
      boolean sound = unfinished.isEmpty() && refused.size() < topics.size();
      SubscriptionState state =
          new SubscriptionState(
              address,
              mark(),
              now,
              sound ? Optional.of(now) : soundBefore(),
              before.flatMap(SubscriptionState::gapFrom),
              before.map(SubscriptionState::unheard).orElse(0),
              refused,
              versions());
      return new Outcome(state, lost, registered, mended, removed, unfinished);
    }

    /// The key may read orders and yet not see webhooks: then webhooks are for a person to make,
    /// and polling goes on.
    private void refusedAltogether(FaultException fault) {
      if (fault.fault().category() != Category.UNAUTHORIZED) {
        throw fault;
      }
      client.read(errand, errand.connector().feed().probe(errand.context()));
      topics.forEach(topic -> refuse(topic, fault.fault()));
    }

    private void carryOut(SubscriptionPlan plan) {
      for (String topic : plan.missing()) {
        Instant since = now.minus(REFUSED_FOR);
        if (!insist && before.filter(state -> state.refusedSince(topic, since)).isPresent()) {
          before.get().refused().stream()
              .filter(each -> each.topic().equals(topic))
              .forEach(refused::add);
        } else if (made(topic, registry.register(topic, address, secret, errand.context()))) {
          registered.add(topic);
        }
      }
      for (Subscription each : plan.mend()) {
        if (made(each.topic(), registry.mend(each, address, secret, errand.context()))) {
          mended.add(each.topic());
        }
      }
      for (Subscription each : plan.remove()) {
        if (made(each.topic(), registry.remove(each, errand.context()))) {
          removed++;
        }
      }
    }

    private boolean made(String topic, CartCall call) {
      if (unfinished.isPresent()) {
        return false;
      }
      try {
        client.write(errand, call);
        return true;
      } catch (FaultException fault) {
        if (RetryTable.isPassing(fault.fault().category())) {
          unfinished = Optional.of(fault.fault());
        } else {
          refuse(topic, fault.fault());
        }
        return false;
      }
    }

    private void refuse(String topic, Fault fault) {
      refused.add(new Refusal(topic, fault.detail(), registry.remedy(topic), now));
    }

    private List<String> lost(SubscriptionPlan plan) {
      if (soundBefore().isEmpty()) {
        return List.of();
      }
      List<String> lost = new ArrayList<>(plan.missing());
      lost.removeIf(topic -> before.get().refusedSince(topic, Instant.EPOCH));
      lost.addAll(plan.dead());
      return lost;
    }

    private Optional<Instant> soundBefore() {
      return before.flatMap(SubscriptionState::soundAt);
    }

    /// Those of ours that send bodies of another version than the one that is read.
    private List<String> versions() {
      String expected = errand.connector().descriptor().apiVersion();
      TreeSet<String> others = new TreeSet<>();
      actual.stream()
          .filter(each -> SubscriptionPlan.isOurs(each, address))
          .flatMap(each -> each.apiVersion().stream())
          .filter(version -> !version.equals(expected))
          .forEach(others::add);
      return List.copyOf(others);
    }

    private String mark() {
      // Of the ciphertext: a hash of the secret itself would let a short one be guessed.
      byte[] sealed = errand.store().credentials().ciphertext().getBytes(StandardCharsets.UTF_8);
      return ContentHash.sha256(sealed).substring(0, MARK_LENGTH);
    }
  }
}
