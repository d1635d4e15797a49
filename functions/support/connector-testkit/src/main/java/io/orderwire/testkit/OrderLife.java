package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The life of one order as a platform tells it, moment by moment, for the rule of convergence.
public record OrderLife(String name, List<Moment> moments) {
  public OrderLife {
    moments = List.copyOf(moments);
  }

  /// One state of the order, in each dialect in which it can arrive.
  ///
  /// @param pushed the body of a webhook
  /// @param listed the row of a listing
  /// @param fetched the whole order
  public record Moment(JsonNode pushed, JsonNode listed, JsonNode fetched) {}

  /// Writes into a document at which time the order was last changed, and that it is this order and
  /// no other, in the document's own dialect.
  @FunctionalInterface
  public interface Stamp {
    void put(ObjectNode document, Instant updatedAt);
  }

  /// The same life with its moments `step` apart; none apart is a life within one tick of the
  /// platform's clock.
  OrderLife every(Duration step, Instant start, Stamp stamp) {
    List<Moment> stamped = new ArrayList<>();
    for (Moment moment : moments) {
      Instant at = start.plus(step.multipliedBy(stamped.size()));
      stamped.add(
          new Moment(
              stamped(moment.pushed(), at, stamp),
              stamped(moment.listed(), at, stamp),
              stamped(moment.fetched(), at, stamp)));
    }
    return new OrderLife(name, stamped);
  }

  private static JsonNode stamped(JsonNode document, Instant at, Stamp stamp) {
    ObjectNode copy = document.deepCopy();
    stamp.put(copy, at);
    return copy;
  }
}
