package io.orderwire.storeapi;

import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Pages over all versions of one subject of a store, the latest first. The cursor is the number of
/// the version to go on with.
final class NumberedPages {
  private final Ledger ledger;
  private final StoreLookup lookup;

  NumberedPages(World world) {
    this.ledger = world.ledger();
    this.lookup = new StoreLookup(world);
  }

  /// @param id of the store, as the path names it
  /// @param view what is shown of a version, if anything
  ApiReply answer(
      ApiRequest request,
      String id,
      Function<StoreId, Subject> subject,
      Function<LedgerEntry, Optional<?>> view) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    Optional<String> cursor = request.parameter("cursor");
    if (cursor.filter(text -> !Parameters.isVersion(text)).isPresent()) {
      parameters.wrongCursor();
    }
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return lookup.with(
        id,
        found -> {
          Subject numbered = subject.apply(found.store().id());
          long last = cursor.map(Long::parseLong).orElseGet(() -> newest(numbered));
          return ApiReply.ok(page(numbered, last, limit, view));
        });
  }

  private long newest(Subject subject) {
    return ledger.newest(subject, Consistency.STRONG).map(LedgerEntry::version).orElse(0L);
  }

  private ItemPage page(
      Subject subject, long last, int limit, Function<LedgerEntry, Optional<?>> view) {
    if (last < 1) {
      return ItemPage.whole(List.of());
    }
    long first = Math.max(1, last - limit + 1);
    List<?> found =
        ledger.history(subject, first, (int) (last - first + 1)).stream()
            .flatMap(entry -> view.apply(entry).stream())
            .toList()
            .reversed();
    return new ItemPage(
        found, first > 1 ? Optional.of(Long.toString(first - 1)) : Optional.empty());
  }
}
