package io.orderwire.storeapi;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Finds the order that a path names.
final class OrderLookup {
  private final StoreLookup lookup;
  private final Ledger ledger;

  OrderLookup(World world) {
    this.lookup = new StoreLookup(world);
    this.ledger = world.ledger();
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

  /// What `answer` makes of the version of the order that a path names.
  ApiReply withVersion(PathValues values, BiFunction<Connected, LedgerEntry, ApiReply> answer) {
    String number = values.get("n");
    return with(
        values,
        (found, subject) ->
            Optional.of(number)
                .filter(Parameters::isVersion)
                .flatMap(version -> ledger.version(subject, Long.parseLong(version)))
                .map(entry -> answer.apply(found, entry))
                .orElseGet(
                    () ->
                        ApiReply.refused(
                            Problem.absent("version of order " + subject.id(), number))));
  }
}
