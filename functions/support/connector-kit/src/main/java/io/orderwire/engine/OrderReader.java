package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.model.ExternalId;

/// Reads one order or one cart from its shop, in as many calls as the platform needs.
public final class OrderReader {
  /// More calls than any order has pages of lines: beyond them the connector goes in circles.
  private static final int MOST_CALLS = 200;

  private final CartClient client;

  /// What a shop has of it.
  public sealed interface Answer {
    record Found(JsonNode document) implements Answer {}

    record Absent(String reason) implements Answer {}
  }

  public OrderReader(CartClient client) {
    this.client = client;
  }

  /// Asks for an order.
  ///
  /// @throws FaultException when the shop cannot be asked
  public Answer read(Errand errand, ExternalId id) {
    return read(errand, errand.connector().feed().one(id, errand.context()));
  }

  /// Asks for a cart; absent as well where carts cannot be asked for.
  ///
  /// @throws FaultException when the shop cannot be asked
  public Answer cart(Errand errand, ExternalId id) {
    return errand
        .connector()
        .feed()
        .cart(id, errand.context())
        .map(fetch -> read(errand, fetch))
        .orElseGet(() -> new Answer.Absent("this platform's carts cannot be fetched"));
  }

  private Answer read(Errand errand, Fetch first) {
    Fetch step = first;
    for (int calls = 0; calls < MOST_CALLS; calls++) {
      switch (step) {
        case Fetch.Complete(JsonNode document) -> {
          return new Answer.Found(document);
        }
        case Fetch.Absent(String reason) -> {
          return new Answer.Absent(reason);
        }
        case Fetch.Ask ask -> {
          try {
            step = ask.then().apply(client.read(errand, ask.call()));
          } catch (FaultException fault) {
            if (fault.fault().category() == Category.GONE) {
              return new Answer.Absent(fault.fault().detail());
            }
            throw fault;
          }
        }
      }
    }
    throw new FaultException(
        Fault.of(Category.MALFORMED, "reading it took more than " + MOST_CALLS + " calls"));
  }
}
