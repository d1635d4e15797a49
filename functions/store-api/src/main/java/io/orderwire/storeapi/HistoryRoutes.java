package io.orderwire.storeapi;

import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import java.util.Optional;

/// How an order came to be what it is.
final class HistoryRoutes {
  private final World world;
  private final OrderLookup orders;
  private final Timeline timeline;

  HistoryRoutes(World world) {
    this.world = world;
    this.orders = new OrderLookup(world);
    this.timeline = new Timeline(world);
  }

  void addTo(Router router) {
    router
        .route("GET", "v1/stores/{id}/orders/{externalId}/diff", this::diff)
        .route("GET", "v1/stores/{id}/orders/{externalId}/timeline", this::timeline);
  }

  private ApiReply timeline(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    Optional<Timeline.Position> from =
        request
            .parameter("cursor")
            .map(Timeline.Position::parse)
            .orElse(Optional.of(Timeline.Position.START));
    if (from.isEmpty()) {
      parameters.wrongCursor();
    }
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return orders.with(
        values,
        (found, subject) -> {
          ItemPage page = timeline.page(found, subject, from.get(), limit);
          boolean unknown = page.items().isEmpty() && from.get().equals(Timeline.Position.START);
          return unknown
              ? ApiReply.refused(Problem.absent("order", subject.id()))
              : ApiReply.ok(page);
        });
  }

  private ApiReply diff(ApiRequest request, PathValues values) {
    Parameters parameters = new Parameters(request);
    long from = parameters.version("from");
    long to = parameters.version("to");
    if (!parameters.errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(parameters.errors()));
    }
    return orders.with(
        values,
        subject -> {
          Optional<Order> before = version(subject, from);
          Optional<Order> after = version(subject, to);
          if (before.isPresent() && after.isPresent()) {
            return ApiReply.ok(OrderDiff.between(before.get(), after.get()));
          }
          return ApiReply.refused(
              Problem.absent(
                  "version of order " + subject.id(), Long.toString(before.isEmpty() ? from : to)));
        });
  }

  private Optional<Order> version(Subject subject, long number) {
    return world.ledger().version(subject, number).flatMap(LedgerEntry::order);
  }
}
