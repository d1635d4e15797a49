package io.orderwire.storeapi;

import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.ErasureRequest;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Cart;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.StoreId;
import io.orderwire.port.Erasures.Erasure;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Being forgotten, and being told what is known: requests of customers that reach the merchant and
/// not the shop.
final class ErasureRoutes {
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("customer", "account", "email", "phone", "orders", "carts"));
  private static final int MOST = 200;

  private final World world;
  private final StoreLookup lookup;

  /// Everything of one person.
  record Export(CustomerView customer, List<Order> orders, List<Cart> carts) {
    Export {
      orders = List.copyOf(orders);
      carts = List.copyOf(carts);
    }
  }

  ErasureRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router
        .route("POST", "v1/stores/{id}/erasures", this::erase)
        .route("GET", "v1/stores/{id}/erasures", this::erasures)
        .route("GET", "v1/stores/{id}/erasures/{erasureId}", this::erasure)
        .route("GET", "v1/stores/{id}/customers/{customerId}/export", this::export);
  }

  private ApiReply erase(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"customer\": \"…\"} or {\"orders\": [\"…\"]} as JSON"));
    }
    form.get().only(FIELDS);
    ErasureRequest asked =
        new ErasureRequest(
            form.get().text("customer"),
            form.get().text("account").flatMap(id -> id(form.get(), "account", id)),
            form.get().text("email"),
            form.get().text("phone"),
            ids(form.get(), "orders"),
            ids(form.get(), "carts"),
            false,
            0);
    boolean nobody = !asked.namesSomebody() && asked.orders().isEmpty() && asked.carts().isEmpty();
    if (nobody && form.get().errors().isEmpty()) {
      form.get()
          .wrong(
              "customer",
              "nobody is named",
              "name a customer, an account, an e-mail address, a phone number, orders or carts");
    }
    if (!form.get().errors().isEmpty()) {
      // it repeats what was given, which names a person
      return ApiReply.refused(Problem.invalid(form.get().errors())).notKept();
    }
    return lookup.with(values.get("id"), found -> accepted(found.store().id(), asked, request));
  }

  /// The record comes first: who asked for it finds it, whatever happens next.
  private ApiReply accepted(StoreId store, ErasureRequest asked, ApiRequest request) {
    Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Erasure erasure = Erasure.asked(store, "erasure-" + world.tokens().get(), asked, now);
    world.erasures().save(erasure);
    world
        .intake()
        .send(
            new IntakeMessage(
                store,
                IntakeKind.ERASE,
                Cause.ERASE,
                erasure.id(),
                now,
                Map.of(),
                Body.of(Json.bytes(asked)),
                Optional.empty(),
                0,
                false,
                request.traceId()));
    return ApiReply.accepted(erasure)
        .with("location", "/v1/stores/" + store + "/erasures/" + erasure.id());
  }

  private static List<ExternalId> ids(Form form, String field) {
    List<ExternalId> ids = new ArrayList<>();
    form.texts(field)
        .ifPresent(texts -> texts.forEach(text -> id(form, field, text).ifPresent(ids::add)));
    return ids;
  }

  private static Optional<ExternalId> id(Form form, String field, String text) {
    Optional<ExternalId> id = ExternalId.parse(text).optional();
    if (id.isEmpty()) {
      form.wrong(field, "\"" + text + "\" is no id", "use the platform's id");
    }
    return id;
  }

  private ApiReply erasures(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"),
        found -> ApiReply.ok(ItemPage.whole(world.erasures().list(found.store().id(), MOST))));
  }

  private ApiReply erasure(ApiRequest request, PathValues values) {
    String id = values.get("erasureId");
    return lookup.with(
        values.get("id"),
        found ->
            world
                .erasures()
                .find(found.store().id(), id)
                .<ApiReply>map(ApiReply::ok)
                .orElseGet(() -> ApiReply.refused(Problem.absent("erasure", id))));
  }

  private ApiReply export(ApiRequest request, PathValues values) {
    return new CustomerRoutes(world)
        .withCluster(
            values,
            (found, cluster) -> {
              StoreId store = found.store().id();
              CustomerView view = new CustomerRoutes(world).view(store, cluster);
              Set<String> orders = new LinkedHashSet<>();
              Set<String> carts = new LinkedHashSet<>();
              view.profiles().forEach(said -> orders.addAll(said.orders()));
              cluster
                  .profiles()
                  .forEach(
                      profile ->
                          profile
                              .traits()
                              .forEach(
                                  trait ->
                                      world.customers().mentions(store, trait.key()).stream()
                                          .filter(each -> !cluster.shared().contains(trait.key()))
                                          .forEach(each -> carts.add(each.id()))));
              return ApiReply.ok(new Export(view, orders(store, orders), carts(store, carts)));
            });
  }

  private List<Order> orders(StoreId store, Set<String> ids) {
    return ids.stream()
        .flatMap(id -> newest(new Subject(store, Subject.Kind.ORDER, id)).stream())
        .flatMap(entry -> entry.order().stream())
        .toList();
  }

  private List<Cart> carts(StoreId store, Set<String> ids) {
    return ids.stream()
        .flatMap(id -> newest(new Subject(store, Subject.Kind.CART, id)).stream())
        .flatMap(
            entry ->
                entry.event().detail().data() instanceof EventData.CartChange change
                    ? change.cart().stream()
                    : Optional.<Cart>empty().stream())
        .toList();
  }

  private Optional<LedgerEntry> newest(Subject subject) {
    return world.ledger().newest(subject, Consistency.STRONG);
  }
}
