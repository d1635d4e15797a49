package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One page of a listing, and the call for the next one.
public record Page(List<Row> rows, Optional<CartCall> next) {
  public Page {
    rows = List.copyOf(rows);
  }

  /// True if no row changed before the one ahead of it: the cart sorts as it was asked to.
  public static boolean ascends(List<Row> rows) {
    for (int index = 1; index < rows.size(); index++) {
      if (rows.get(index).changedAt().isBefore(rows.get(index - 1).changedAt())) {
        return false;
      }
    }
    return true;
  }

  /// One listed thing.
  ///
  /// @param changedAt the cart's time by which the listing is ordered
  /// @param document the whole order where the listing carries it; else the order must be fetched
  /// @param worth what the cart says the order is worth, where a comparison may rely on it
  /// @param readings how the order stands, where an outline tells and may be compared
  /// @param part what tells this row from others of the same order and time: the id of a refund, a
  /// hash of what was glanced at
  /// @param latest the latest time that anything in the row states, where its parts change without
  /// moving `changedAt`
  public record Row(
      Kind kind,
      ExternalId id,
      Instant changedAt,
      Optional<JsonNode> document,
      Optional<Worth> worth,
      Optional<PlatformOrder.Readings> readings,
      Optional<String> part,
      Optional<Instant> latest) {

    public Row(Kind kind, ExternalId id, Instant changedAt, Optional<JsonNode> document) {
      this(
          kind,
          id,
          changedAt,
          document,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    public Row withWorth(Optional<Worth> stated) {
      return new Row(kind, id, changedAt, document, stated, readings, part, latest);
    }

    public Row withReadings(PlatformOrder.Readings stated) {
      return new Row(kind, id, changedAt, document, worth, Optional.of(stated), part, latest);
    }

    public Row withPart(Optional<String> told) {
      return new Row(kind, id, changedAt, document, worth, readings, told, latest);
    }

    public Row withLatest(Instant stated) {
      return new Row(kind, id, changedAt, document, worth, readings, part, Optional.of(stated));
    }
  }

  /// What an order is worth by its cart, in the currency in which it was booked.
  ///
  /// @param grandTotal as placed and edited, before refunds
  /// @param refunded given back so far, positive
  public record Worth(Money grandTotal, Money refunded) {

    /// What is left of it.
    public Money net() {
      return grandTotal.minus(refunded);
    }
  }

  /// What a row stands for.
  public enum Kind {
    ORDER,
    CART
  }
}
