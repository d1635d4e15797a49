package io.orderwire.storeapi;

import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import java.util.List;
import java.util.Optional;

/// The completeness certificates of a store, the latest first.
final class ReconciliationRoutes {
  private final World world;
  private final StoreLookup lookup;

  ReconciliationRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
  }

  void addTo(Router router) {
    router.route("GET", "v1/stores/{id}/reconciliations", this::list);
  }

  private ApiReply list(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    Optional<String> cursor = request.parameter("cursor");
    if (cursor.filter(text -> !text.matches("[1-9][0-9]{0,9}")).isPresent()) {
      parameters.wrongCursor();
    }
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return lookup.with(
        values.get("id"),
        found -> ApiReply.ok(page(found.store().id(), cursor.map(Long::parseLong), limit)));
  }

  /// @param last number of the latest certificate to show; empty for the latest of all
  private ItemPage page(StoreId storeId, Optional<Long> last, int limit) {
    Subject subject = Subject.reconciliation(storeId);
    long from =
        last.orElseGet(
            () ->
                world
                    .ledger()
                    .newest(subject, Consistency.STRONG)
                    .map(LedgerEntry::version)
                    .orElse(0L));
    if (from < 1) {
      return ItemPage.whole(List.of());
    }
    long first = Math.max(1, from - limit + 1);
    List<CertificateView> found =
        world.ledger().history(subject, first, (int) (from - first + 1)).stream()
            .flatMap(entry -> CertificateView.of(entry).stream())
            .toList()
            .reversed();
    return new ItemPage(
        found, first > 1 ? Optional.of(Long.toString(first - 1)) : Optional.empty());
  }
}
