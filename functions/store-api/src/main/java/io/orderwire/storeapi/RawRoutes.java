package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Provenance;
import io.orderwire.engine.RawView;
import io.orderwire.engine.VersionExplainer;
import io.orderwire.json.JsonPlaces;
import io.orderwire.model.Order;
import io.orderwire.model.Source;
import io.orderwire.port.LedgerEntry;
import io.orderwire.storeapi.ExplanationView.Made;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a cart said, beside what was made of it.
final class RawRoutes {
  private static final String VERSION = "v1/stores/{id}/orders/{externalId}/versions/{n}";

  /// The time that an explanation takes grows with the square of them; this many take about as long
  /// as a request may.
  private static final int MOST_LEAVES = 1500;

  private static final String TOO_LARGE =
      "the payload has more than %d values; read it beside the order instead, at …/raw"
          .formatted(MOST_LEAVES);

  private static final String NO_ORDER =
      "the version was made of a payload that is no order by itself, such as the notice that an"
          + " order was removed";

  private final World world;
  private final OrderLookup orders;

  /// A version with its archived payload.
  private record Archived(
      Connected store, LedgerEntry entry, Order order, String key, JsonNode payload) {

    RawView view() {
      return RawView.of(payload, store.connector().orders(), store.store().context());
    }
  }

  RawRoutes(World world) {
    this.world = world;
    this.orders = new OrderLookup(world);
  }

  void addTo(Router router) {
    router
        .route("GET", VERSION + "/raw", this::raw)
        .route("GET", VERSION + "/explain", this::explain);
  }

  private ApiReply raw(ApiRequest request, PathValues values) {
    return withPayload(
        values,
        archived ->
            ApiReply.ok(RawOrder.of(archived.entry().version(), archived.key(), archived.view())));
  }

  private ApiReply explain(ApiRequest request, PathValues values) {
    String path = request.parameter("path").orElse("");
    return withPayload(
        values,
        archived ->
            JsonPlaces.leaves(archived.payload()).size() > MOST_LEAVES
                ? ApiReply.refused(Problem.notExplained(TOO_LARGE))
                : explainer(archived)
                    .explain(archived.payload())
                    .map(explanation -> explained(archived, explanation, path))
                    .orElseGet(() -> ApiReply.refused(Problem.notExplained(NO_ORDER))));
  }

  private VersionExplainer explainer(Archived archived) {
    Source source = archived.order().source();
    Optional<Order> previous =
        world
            .ledger()
            .version(archived.entry().subject(), archived.entry().version() - 1)
            .flatMap(LedgerEntry::order);
    return new VersionExplainer(
        new Provenance(
            archived.store().store(),
            archived.store().connector(),
            source.read(),
            source.receiptId()),
        archived.order(),
        previous);
  }

  private static ApiReply explained(
      Archived archived, VersionExplainer.Explained explanation, String path) {
    Made today =
        new Made(
            archived.store().store().mapping().version(),
            archived.store().connector().descriptor().connectorVersion());
    ExplanationView view =
        ExplanationView.of(
            new ExplanationView.Explained(
                archived.entry().version(), archived.key(), archived.order().source(), today),
            archived.view(),
            explanation,
            path);
    return view.values().isEmpty()
        ? ApiReply.refused(
            Problem.invalid(
                List.of(
                    FieldError.of(
                        "path",
                        "this version of the order has no value at \"%s\"".formatted(path),
                        "use a JSON pointer into the order, such as"
                            + " /totals/display/grand_total/amount"))))
        : ApiReply.ok(view);
  }

  private ApiReply withPayload(PathValues values, Function<Archived, ApiReply> answer) {
    return orders.withVersion(
        values,
        (found, entry) ->
            archived(found, entry)
                .map(answer)
                .orElseGet(
                    () ->
                        ApiReply.refused(
                            Problem.notArchived(
                                "payload of version %d of order %s"
                                    .formatted(entry.version(), entry.subject().id())))));
  }

  private Optional<Archived> archived(Connected store, LedgerEntry entry) {
    return entry
        .rawKey()
        .flatMap(
            key ->
                RawOrder.payload(world.archive(), key)
                    .flatMap(
                        payload ->
                            entry
                                .order()
                                .map(order -> new Archived(store, entry, order, key, payload))));
  }
}
