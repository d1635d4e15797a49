package io.orderwire.storeapi;

import io.orderwire.message.EventData;
import io.orderwire.model.Order;
import io.orderwire.model.Transition;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Paging.Found;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// A store's orders in short, what changed last first: what a list for people shows.
///
/// A page may be short, or empty, and yet have a next one: one request looks through so many
/// changes and no more.
final class SummaryRoutes {
  private static final List<String> TRANSITIONS =
      Arrays.stream(Transition.values()).map(SummaryRoutes::word).toList();

  private final StoreLookup lookup;
  private final Paging paging;

  SummaryRoutes(World world) {
    this.lookup = new StoreLookup(world);
    this.paging = new Paging(world.ledger());
  }

  void addTo(Router router) {
    router.route("GET", "v1/stores/{id}/order-summaries", this::list);
  }

  private ApiReply list(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    Instant since = parameters.since("changed_since");
    Optional<String> status = parameters.status();
    Optional<String> transition = request.parameter("transition");
    parameters.oneOf("transition", transition, TRANSITIONS);
    int limit = parameters.limit();
    Predicate<Change> lines = line -> status.map(line.headline()::equals).orElse(true);
    Predicate<LedgerEntry> entries =
        entry ->
            transition.map(word -> brought(entry, word)).orElse(true)
                && request.parameter("q").map(text -> isCalled(entry, text)).orElse(true);
    return lookup.with(
        values.get("id"),
        found ->
            page(
                parameters,
                latest(found, since, lines, entries, request.parameter("cursor"), limit)));
  }

  private static Paging.Latest latest(
      Connected found,
      Instant since,
      Predicate<Change> lines,
      Predicate<LedgerEntry> entries,
      Optional<String> cursor,
      int limit) {
    return new Paging.Latest(
        found.store().id(), Subject.Kind.ORDER, since, lines, entries, cursor, limit);
  }

  private ApiReply page(Parameters parameters, Paging.Latest query) {
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    Found found;
    try {
      found = paging.latest(query);
    } catch (IllegalArgumentException foreignCursor) {
      parameters.wrongCursor();
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return ApiReply.ok(
        new ItemPage(
            found.entries().stream().flatMap(entry -> OrderSummary.of(entry).stream()).toList(),
            found.nextCursor()));
  }

  private static boolean brought(LedgerEntry entry, String transition) {
    return Orders.change(entry).map(EventData.OrderChange::transitions).orElse(List.of()).stream()
        .map(SummaryRoutes::word)
        .anyMatch(transition::equals);
  }

  /// By its id, or by a part of the number that people call it.
  private static boolean isCalled(LedgerEntry entry, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return entry.subject().id().toLowerCase(Locale.ROOT).equals(wanted)
        || entry
            .order()
            .map(Order::number)
            .filter(number -> number.toLowerCase(Locale.ROOT).contains(wanted))
            .isPresent();
  }

  private static String word(Transition transition) {
    return transition.name().toLowerCase(Locale.ROOT);
  }
}
