package io.orderwire.storeapi;

import io.orderwire.model.LineView;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Paging.Found;
import io.orderwire.storeapi.Router.PathValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Orders and their versions, and the receipts that were put aside.
final class OrderRoutes {
  private static final List<String> RECEIPT_STATES = List.of("quarantined", "pending", "resolved");

  private final World world;
  private final StoreLookup lookup;
  private final OrderLookup orders;
  private final Paging paging;
  private final History history;

  OrderRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.orders = new OrderLookup(world);
    this.paging = new Paging(world.ledger());
    this.history = new History(world.ledger());
  }

  void addTo(Router router) {
    router
        .route("GET", "v1/stores/{id}/orders", this::orders)
        .route("GET", "v1/stores/{id}/orders/{externalId}", this::order)
        .route("GET", "v1/stores/{id}/orders/{externalId}/versions", this::versions)
        .route("GET", "v1/stores/{id}/orders/{externalId}/versions/{n}", this::version)
        .route("GET", "v1/stores/{id}/receipts", this::receipts);
  }

  private ApiReply orders(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    Instant since = parameters.since("changed_since");
    Optional<String> status = parameters.status();
    LineView lines = parameters.lines();
    int limit = parameters.limit();
    return lookup.with(
        values.get("id"),
        found ->
            page(
                parameters,
                new Paging.Query(
                    found.store().id(),
                    Subject.Kind.ORDER,
                    since,
                    status,
                    request.parameter("cursor"),
                    limit),
                entry -> Orders.document(entry, lines)));
  }

  private ApiReply receipts(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    Instant since = parameters.since("changed_since");
    int limit = parameters.limit();
    Optional<String> state = request.parameter("state");
    parameters.oneOf("state", state, RECEIPT_STATES);
    return lookup.with(
        values.get("id"),
        found ->
            page(
                parameters,
                new Paging.Query(
                    found.store().id(),
                    Subject.Kind.RECEIPT,
                    since,
                    state,
                    request.parameter("cursor"),
                    limit),
                Orders::receipt));
  }

  private ApiReply page(
      Parameters parameters,
      Paging.Query query,
      Function<LedgerEntry, ? extends Optional<?>> document) {
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    Found found;
    try {
      found = paging.page(query);
    } catch (IllegalArgumentException foreignCursor) {
      parameters.wrongCursor();
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    List<?> items =
        found.entries().stream().flatMap(entry -> document.apply(entry).stream()).toList();
    return ApiReply.ok(new ItemPage(items, found.nextCursor()));
  }

  /// The newest version, or the one that stood at an instant.
  private ApiReply order(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    LineView lines = parameters.lines();
    Optional<Instant> asOf = parameters.moment("as_of");
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return orders.with(
        values,
        subject ->
            world
                .ledger()
                .newest(subject, Consistency.STRONG)
                .map(newest -> order(newest, asOf, lines))
                .orElseGet(() -> ApiReply.refused(Problem.absent("order", subject.id()))));
  }

  private ApiReply order(LedgerEntry newest, Optional<Instant> asOf, LineView lines) {
    Optional<LedgerEntry> entry =
        asOf.map(instant -> history.stoodAt(newest, instant)).orElse(Optional.of(newest));
    return entry
        .flatMap(found -> Orders.document(found, lines))
        .<ApiReply>map(ApiReply::ok)
        .orElseGet(() -> ApiReply.refused(notYet(newest.subject())));
  }

  private Problem notYet(Subject subject) {
    return world
        .ledger()
        .version(subject, 1)
        .map(first -> Problem.notYet("order", subject.id(), Orders.recordedAt(first)))
        .orElseGet(() -> Problem.absent("order", subject.id()));
  }

  private ApiReply versions(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    String cursor = request.parameter("cursor").orElse("1");
    if (!Parameters.isVersion(cursor)) {
      parameters.wrongCursor();
    }
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return orders.with(values, subject -> timeline(subject, Long.parseLong(cursor), limit));
  }

  private ApiReply timeline(Subject subject, long from, int limit) {
    List<LedgerEntry> entries = world.ledger().history(subject, from, limit + 1);
    if (entries.isEmpty() && from == 1) {
      return ApiReply.refused(Problem.absent("order", subject.id()));
    }
    Optional<String> next =
        entries.size() > limit
            ? Optional.of(Long.toString(entries.get(limit).version()))
            : Optional.empty();
    return ApiReply.ok(
        new ItemPage(entries.stream().limit(limit).map(VersionView::listed).toList(), next));
  }

  private ApiReply version(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    LineView lines = parameters.lines();
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return orders.withVersion(
        values, (found, entry) -> ApiReply.ok(VersionView.full(entry, lines)));
  }
}
