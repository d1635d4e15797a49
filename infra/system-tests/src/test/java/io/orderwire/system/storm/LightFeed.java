package io.orderwire.system.storm;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The light cart's API. `GET /orders?from&after` lists by change time, page by page behind the
/// last row of the page before; `GET /these?ids` lists the named orders whole.
///
/// @param beside everything that is as with the test platform
record LightFeed(OrderFeed beside) implements OrderFeed {
  @Override
  public Listing orders() {
    return new Rows("/orders", true);
  }

  @Override
  public Listing outline() {
    return new Rows("/orders", false);
  }

  @Override
  public List<Sweep> sweeps() {
    return List.of();
  }

  @Override
  public OrdersById byId() {
    return new ById(new Rows("/these", true));
  }

  private record ById(Rows rows) implements OrdersById {

    @Override
    public int most() {
      return LightCart.PAGE;
    }

    @Override
    public CartCall call(List<ExternalId> ids, StoreContext store) {
      String all = ids.stream().map(ExternalId::value).collect(Collectors.joining(","));
      return CartCall.get("/these", List.of(new Parameter("ids", all)));
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      return rows.read(call, reply, store);
    }
  }

  @Override
  public Optional<Listing> carts() {
    return Optional.empty();
  }

  private record Rows(String path, boolean whole) implements Listing {

    @Override
    public CartCall first(Window window, StoreContext store) {
      String to = window.to().map(Instant::toString).orElse("");
      return CartCall.get(path, List.of(new Parameter("from", window.from() + "_" + to)));
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      JsonNode json = reply.json();
      List<Page.Row> rows = new ArrayList<>();
      for (JsonNode row : json.path("rows")) {
        rows.add(
            new Page.Row(
                    Page.Kind.ORDER,
                    new ExternalId(row.path("id").asText()),
                    Instant.parse(row.path("updated").asText()),
                    whole ? Optional.of(row) : Optional.empty())
                .withWorth(
                    Optional.of(
                        new Page.Worth(
                            Money.of(row.path("stated").asText(), "EUR"), Money.of("0", "EUR")))));
      }
      return new Page(
          rows,
          Optional.ofNullable(json.get("after"))
              .map(after -> following(call, "after", after.asText())));
    }
  }

  /// The call of the page behind: the same window, from another place.
  static CartCall following(CartCall call, String name, String value) {
    return CartCall.get(call.path(), List.of(call.query().getFirst(), new Parameter(name, value)));
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    return beside.one(id, store);
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    return beside.fault(reply);
  }

  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return beside.budget(reply);
  }

  @Override
  public CartCall probe(StoreContext store) {
    return beside.probe(store);
  }
}
