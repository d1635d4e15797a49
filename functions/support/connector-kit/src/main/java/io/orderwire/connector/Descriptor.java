package io.orderwire.connector;

import io.orderwire.model.PlatformId;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The facts of a platform that others read: the connect form, the poller, the README table, `GET
/// /v1/platforms`.
///
/// @param apiVersion the pinned version of the platform's API
/// @param connectorVersion rises with every change of what the mapper makes of a payload
/// @param baseUrlPattern regular expression of a store's base address
/// @param options what a store may set beside its credentials
/// @param rereads the loops beside the listing by change time and the sweeps
/// @param allowance what the platform allows one store
/// @param account where it counts the calls of an account over all of its stores as well
public record Descriptor(
    PlatformId id,
    String name,
    String apiVersion,
    String connectorVersion,
    String baseUrlPattern,
    String baseUrlExample,
    AuthScheme auth,
    List<CredentialField> credentials,
    List<OptionField> options,
    Webhooks webhooks,
    Listing listing,
    Rereads rereads,
    Settling settling,
    Allowance allowance,
    Optional<Account> account,
    List<ZoneFact> timestamps,
    List<BlindSpot> blindSpots,
    Set<Capability> capabilities,
    List<Document> documents) {
  public Descriptor {
    credentials = List.copyOf(credentials);
    options = List.copyOf(options);
    timestamps = List.copyOf(timestamps);
    blindSpots = List.copyOf(blindSpots);
    capabilities =
        capabilities.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(capabilities);
    capabilities = Collections.unmodifiableSet(capabilities);
    documents = List.copyOf(documents);
  }

  /// A platform that counts nothing but the calls to each store by time.
  public Descriptor(
      PlatformId id,
      String name,
      String apiVersion,
      String connectorVersion,
      String baseUrlPattern,
      String baseUrlExample,
      AuthScheme auth,
      List<CredentialField> credentials,
      List<OptionField> options,
      Webhooks webhooks,
      Listing listing,
      Rereads rereads,
      Settling settling,
      Optional<RateBudget> budget,
      List<ZoneFact> timestamps,
      List<BlindSpot> blindSpots,
      Set<Capability> capabilities,
      List<Document> documents) {
    this(
        id,
        name,
        apiVersion,
        connectorVersion,
        baseUrlPattern,
        baseUrlExample,
        auth,
        credentials,
        options,
        webhooks,
        listing,
        rereads,
        settling,
        new Allowance(budget, Optional.empty()),
        Optional.empty(),
        timestamps,
        blindSpots,
        capabilities,
        documents);
  }

  /// One field of the connect form. `pattern` is a regular expression for the whole value;
  /// `required` ones must be there for calls to the cart; webhooks alone need only the webhook
  /// secret.
  ///
  /// @param granted comes with an authorization, and nobody types it
  public record CredentialField(
      String key,
      String label,
      String help,
      boolean secret,
      String pattern,
      boolean required,
      boolean granted) {

    /// One that a merchant can copy.
    public CredentialField(
        String key, String label, String help, boolean secret, String pattern, boolean required) {
      this(key, label, help, secret, pattern, required, false);
    }
  }

  /// One store option with its default.
  public record OptionField(
      String key, String label, String help, String pattern, String standard) {

    /// The option that every connector has, orders a call when listing.
    ///
    /// @param pattern of the sizes that the platform takes
    public static OptionField pageSize(String pattern, int standard) {
      return new OptionField(
          "page_size",
          "Page size",
          "orders per call when listing",
          pattern,
          Integer.toString(standard));
    }

    /// What it is for this store: the default where the store says nothing that fits.
    public String of(StoreContext store) {
      return store.option(key).filter(text -> text.matches(pattern)).orElse(standard);
    }
  }

  /// How the platform pushes. One that pushes nothing has no topics and names no `secretField`: its
  /// stores live by polls.
  ///
  /// @param secretField key of the credential that signs deliveries
  /// @param keptHeaders lower case names of the headers that `signals` needs
  /// @param manualSteps how a merchant registers the URL by hand
  /// @param killRule what makes the platform drop a subscription
  public record Webhooks(
      List<String> topics,
      Depth depth,
      String secretField,
      Set<String> keptHeaders,
      String manualSteps,
      KillRule killRule) {
    public Webhooks {
      topics = List.copyOf(topics);
      keptHeaders = Collections.unmodifiableSet(new TreeSet<>(keptHeaders));
    }

    public boolean areSent() {
      return !topics.isEmpty();
    }
  }

  /// How much of the resource a delivery carries.
  public enum Depth {
    FULL,
    PARTIAL,
    ID_ONLY
  }

  /// After so many failures in a row the platform does what `effect` says. `retries` is the
  /// platform's own attempts for one delivery over `retryWindow`.
  public record KillRule(int failuresInARow, String effect, int retries, Duration retryWindow) {}

  /// How the platform lists.
  ///
  /// @param ascending pages come in rising order of the change time, so the watermark may move page
  /// by page
  /// @param overlap how far before the watermark a query begins
  /// @param clockResolution ties within it cannot be told apart
  /// @param horizon orders placed longer ago are hidden: that one is missing proves nothing
  public record Listing(
      int pageSize,
      boolean ascending,
      Duration overlap,
      Duration clockResolution,
      Optional<Duration> horizon) {}

  /// Which orders are read again although nothing says that they changed: carts change orders
  /// without telling.
  ///
  /// @param every open and recent orders are read again at every so many polls of the store
  /// @param openFor orders that are not at their end, for so long after their last recorded change
  /// @param closedFor orders at their end, for so long after their last recorded change
  /// @param deep how far back everything the cart lists is compared once a day
  public record Rereads(int every, Duration openFor, Duration closedFor, Duration deep) {}

  /// How long an order may still be half-written after the platform first told of it: a fetch that
  /// is later than the last news by this much is taken for settled.
  ///
  /// @param why what is still missing in between
  public record Settling(Duration time, String why, URI source) {}

  /// How many calls a platform allows, to one store or of one account.
  ///
  /// @param rate by time; empty where it publishes none
  /// @param atOnce calls that may be under way at the same time; empty where it does not count
  /// them. Each process makes one to a store at a time: what all of them make is found by being
  /// refused, and then all of them pause
  public record Allowance(Optional<RateBudget> rate, Optional<Integer> atOnce) {
    public Allowance {
      if (atOnce.filter(most -> most < 1).isPresent()) {
        throw new IllegalArgumentException("at least one call at once: " + atOnce);
      }
    }
  }

  /// An account that opens many stores, whose calls count together.
  ///
  /// @param field key of the credential that names the account, or of the store option where no
  /// credential has that key: stores with the same value share `allowance`
  public record Account(String field, Allowance allowance) {}

  /// Calls by time, until the platform's headers tell better.
  public record RateBudget(int burst, int perSecond, List<String> headers) {
    public RateBudget {
      headers = List.copyOf(headers);
    }
  }

  /// How the text of a timestamp field is to be read.
  public record ZoneFact(String field, String rule) {}

  /// A change that does not move the order's updated-at, and the listing that finds it.
  public record BlindSpot(String change, String foundBy, URI source) {}

  /// What was read, and when.
  public record Document(String title, URI address, LocalDate read) {}
}
