package io.orderwire.storeapi;

import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import io.orderwire.port.Customers;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Profile;
import io.orderwire.port.Customers.Trait;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.CustomerView.Changed;
import io.orderwire.storeapi.CustomerView.Parts;
import io.orderwire.storeapi.CustomerView.Said;
import io.orderwire.storeapi.CustomerView.Suggestion;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// Customers: who they are by what evidence, and the word of people on it.
final class CustomerRoutes {
  private static final int MOST_CHANGES = 100;
  private static final String ACCOUNT = "account:";
  private static final String CUSTOMER = "customerId";

  private final World world;
  private final StoreLookup lookup;

  CustomerRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router
        .route("GET", "v1/stores/{id}/customers/{customerId}", this::customer)
        .route("POST", "v1/stores/{id}/customers/{customerId}/split", this::split)
        .route("POST", "v1/stores/{id}/customers/{customerId}/merge", this::merge);
  }

  private ApiReply customer(ApiRequest request, PathValues values) {
    return withCluster(values, (found, cluster) -> ApiReply.ok(view(found.store().id(), cluster)));
  }

  private Optional<Cluster> named(StoreId store, String id) {
    return id.startsWith(ACCOUNT)
        ? world.people().ofTrait(store, Customers.TraitKind.ACCOUNT, id.substring(ACCOUNT.length()))
        : world.people().resolve(store, id);
  }

  /// The cluster that a path names: by its id, or as `account:` with the platform's id of a
  /// customer.
  ApiReply withCluster(PathValues values, BiFunction<Connected, Cluster, ApiReply> answer) {
    String id = values.get(CUSTOMER);
    return lookup.with(
        values.get("id"),
        found ->
            named(found.store().id(), id)
                .filter(cluster -> !cluster.profiles().isEmpty())
                .map(cluster -> answer.apply(found, cluster))
                .orElseGet(() -> absent(id)));
  }

  CustomerView view(StoreId store, Cluster cluster) {
    List<Said> profiles =
        cluster.profiles().stream()
            .map(
                profile ->
                    Said.of(
                        profile,
                        shared(cluster, profile),
                        world.customers().mentions(store, profile.id())))
            .toList();
    List<Changed> changes =
        world
            .ledger()
            .history(new Subject(store, Subject.Kind.CUSTOMER, cluster.id()), 1, MOST_CHANGES)
            .stream()
            .flatMap(Changed::of)
            .toList();
    return new CustomerView(cluster.id(), profiles, suggestions(store, cluster), changes);
  }

  private static List<String> shared(Cluster cluster, Profile profile) {
    return profile.traits().stream()
        .filter(trait -> cluster.shared().contains(trait.key()))
        .map(CustomerView::word)
        .toList();
  }

  private List<Suggestion> suggestions(StoreId store, Cluster cluster) {
    Set<Trait> traits = new LinkedHashSet<>();
    cluster.profiles().forEach(profile -> traits.addAll(profile.traits()));
    Map<String, Set<String>> by = new TreeMap<>();
    for (Trait trait : traits) {
      Customers.TraitRecord held = world.customers().trait(store, trait);
      for (String id : held.clusters()) {
        world
            .people()
            .resolve(store, id)
            .filter(other -> !other.id().equals(cluster.id()))
            .filter(other -> has(other, trait))
            .ifPresent(
                other ->
                    by.computeIfAbsent(other.id(), key -> new TreeSet<>())
                        .add(CustomerView.word(trait)));
      }
    }
    return by.entrySet().stream()
        .map(entry -> new Suggestion(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private static boolean has(Cluster cluster, Trait trait) {
    return cluster.profiles().stream().anyMatch(profile -> profile.traits().contains(trait));
  }

  private ApiReply split(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"profiles\": [\"…\"]} as JSON: those of another person"));
    }
    form.get().only(Set.of("profiles"));
    Optional<List<String>> profiles = form.get().texts("profiles");
    if (profiles.isEmpty() || !form.get().errors().isEmpty()) {
      form.get().required("profiles", "name the profiles of another person");
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    return withCluster(
        values,
        (found, cluster) -> {
          List<String> parts =
              world
                  .people()
                  .split(
                      found.store(),
                      cluster.id(),
                      new TreeSet<>(profiles.get()),
                      trigger("split", request));
          if (!parts.isEmpty()) {
            return ApiReply.ok(new Parts(parts));
          }
          form.get()
              .wrong(
                  "profiles",
                  "they are none or all of this customer's profiles",
                  "name some of those that GET shows");
          return ApiReply.refused(Problem.invalid(form.get().errors()));
        });
  }

  private ApiReply merge(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(Problem.notJson("send {\"with\": \"…\"} as JSON"));
    }
    form.get().only(Set.of("with"));
    Optional<String> other = form.get().required("with", "name the other customer's id");
    if (other.isEmpty() || !form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    return withCluster(
        values,
        (found, cluster) ->
            world
                .people()
                .merge(found.store(), cluster.id(), other.get(), trigger("merge", request))
                .<ApiReply>map(id -> ApiReply.ok(Parts.of(id)))
                .orElseGet(() -> absent(other.get())));
  }

  /// It repeats what was asked for, which may be a person's account.
  private static ApiReply absent(String id) {
    return ApiReply.refused(Problem.absent("customer", id)).notKept();
  }

  /// People decided: nothing was delivered.
  private static StoreHealth.Trigger trigger(String what, ApiRequest request) {
    return new StoreHealth.Trigger(Cause.REPLAY, "by-hand-" + what, request.traceId());
  }
}
