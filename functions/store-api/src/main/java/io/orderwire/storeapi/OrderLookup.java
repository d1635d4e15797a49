package io.orderwire.storeapi;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Finds the order that a path names.
final class OrderLookup {
  private final StoreLookup lookup;

  OrderLookup(World world) {
    this.lookup = new StoreLookup(world);
  }

  /// What `answer` makes of the order, or that there is no such store, or that this names no order.
  ApiReply with(PathValues values, Function<Subject, ApiReply> answer) {
    return with(values, (found, subject) -> answer.apply(subject));
  }

  /// As above, for who needs the store, too.
  ApiReply with(PathValues values, BiFunction<Connected, Subject, ApiReply> answer) {
    String id = values.get("externalId");
    return lookup.with(
        values.get("id"),
        found -> {
          StoreId store = found.store().id();
          return ExternalId.parse(id)
              .optional()
              .map(externalId -> answer.apply(found, Subject.order(store, externalId)))
              .orElseGet(() -> ApiReply.refused(Problem.absent("order", id)));
        });
  }
}
