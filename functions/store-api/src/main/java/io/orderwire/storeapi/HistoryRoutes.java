package io.orderwire.storeapi;

import io.orderwire.model.Order;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import java.util.Optional;

/// How an order came to be what it is.
final class HistoryRoutes {
  private final World world;
  private final OrderLookup orders;

  HistoryRoutes(World world) {
    this.world = world;
    this.orders = new OrderLookup(world);
  }

  void addTo(Router router) {
    router.route("GET", "v1/stores/{id}/orders/{externalId}/diff", this::diff);
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
    return world.ledger().version(subject, number).flatMap(Orders::document);
  }
}
