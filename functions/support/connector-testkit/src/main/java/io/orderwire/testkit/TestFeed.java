package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.Page.Worth;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The test platform's API: `GET /orders?from&to&page`, `GET /orders?ids`, `GET /orders/{id}`, `GET
/// /carts`, `GET
/// /children`, `GET /ping`.
final class TestFeed implements OrderFeed {

  @Override
  public Listing orders() {
    return new Paged("/orders", Page.Kind.ORDER, true);
  }

  @Override
  public Listing changes() {
    Listing whole = orders();
    return new Listing() {
      @Override
      public CartCall first(Window window, StoreContext store) {
        return whole.first(window, store);
      }

      @Override
      public Page read(CartCall call, CartReply reply, StoreContext store) {
        Page page = whole.read(call, reply, store);
        return store.option(TestConnector.OUTLINES).isEmpty()
            ? page
            : new Page(page.rows().stream().map(row -> outlined(row, store)).toList(), page.next());
      }
    };
  }

  private static Page.Row outlined(Page.Row row, StoreContext store) {
    return new Page.Row(row.kind(), row.id(), row.changedAt(), Optional.empty())
        .withWorth(row.worth())
        .withReadings(TestMapper.readings(row.document().orElseThrow(), store))
        .withPart(row.document().map(Json::bytes).map(ContentHash::sha256));
  }

  @Override
  public Listing outline() {
    return new Paged("/orders", Page.Kind.ORDER, false);
  }

  @Override
  public OrdersById byId() {
    return new ById();
  }

  @Override
  public List<Sweep> sweeps() {
    return List.of(
        new Sweep(
            "children",
            "what moves no order",
            12,
            Reach.SAME_AGAIN,
            true,
            new Paged("/children", Page.Kind.ORDER, false)));
  }

  @Override
  public Optional<Listing> carts() {
    return Optional.of(new Paged("/carts", Page.Kind.CART, true));
  }

  private record Paged(String path, Page.Kind kind, boolean whole) implements Listing {

    @Override
    public CartCall first(Window window, StoreContext store) {
      List<Parameter> query = new ArrayList<>();
      query.add(new Parameter("from", window.from().toString()));
      window.to().ifPresent(to -> query.add(new Parameter("to", to.toString())));
      query.add(new Parameter("page", "1"));
      return CartCall.get(path, query);
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      List<Page.Row> rows = new ArrayList<>();
      for (JsonNode row : reply.json().path("rows")) {
        rows.add(
            new Page.Row(
                    kind,
                    new ExternalId(row.path("id").asText()),
                    Instant.parse(row.path("updated").asText()),
                    whole ? Optional.of(row) : Optional.empty())
                .withWorth(worth(row)));
      }
      Optional<CartCall> next =
          Optional.ofNullable(reply.json().get("next"))
              .map(page -> with(call, new Parameter("page", page.asText())));
      return new Page(rows, next);
    }

    private static CartCall with(CartCall call, Parameter replaced) {
      List<Parameter> query =
          call.query().stream()
              .map(each -> each.name().equals(replaced.name()) ? replaced : each)
              .toList();
      return CartCall.get(call.path(), query);
    }
  }

  private static Optional<Worth> worth(JsonNode row) {
    return TestConnector.text(row, "total")
        .map(
            total ->
                new Worth(
                    Money.of(total, "EUR"),
                    Money.of(TestConnector.text(row, "refunded").orElse("0"), "EUR")));
  }

  /// `GET /orders?ids=1,2`.
  private static final class ById implements OrdersById {
    @Override
    public int most() {
      return TestShop.PAGE_SIZE;
    }

    @Override
    public CartCall call(List<ExternalId> ids, StoreContext store) {
      String all = ids.stream().map(ExternalId::value).collect(Collectors.joining(","));
      return CartCall.get("/orders", List.of(new Parameter("ids", all)));
    }

    @Override
    public Page read(CartCall call, CartReply reply, StoreContext store) {
      Page whole = new Paged("/orders", Page.Kind.ORDER, true).read(call, reply, store);
      return store.option(TestConnector.GLANCES).isEmpty()
          ? whole
          : new Page(whole.rows().stream().map(ById::glance).toList(), whole.next());
    }

    private static Page.Row glance(Page.Row row) {
      return new Page.Row(row.kind(), row.id(), row.changedAt(), Optional.empty())
          .withWorth(row.worth())
          .withPart(row.document().map(Json::bytes).map(ContentHash::sha256));
    }
  }

  @Override
  public Fetch one(ExternalId id, StoreContext store) {
    return new Fetch.Ask(
        CartCall.get("/orders/" + id.value(), List.of()),
        reply -> new Fetch.Complete(reply.json()));
  }

  @Override
  public Optional<Fetch> cart(ExternalId id, StoreContext store) {
    return Optional.of(
        new Fetch.Ask(
            CartCall.get("/carts/" + id.value(), List.of()),
            reply -> new Fetch.Complete(reply.json())));
  }

  @Override
  public Optional<Fault> fault(CartReply reply) {
    String detail = "status " + reply.status();
    return switch (reply.status()) {
      case 200 ->
          reply.json().isMissingNode()
              ? Optional.of(Fault.of(Category.MALFORMED, "no JSON"))
              : Optional.empty();
      case 401 -> Optional.of(Fault.of(Category.UNAUTHORIZED, detail));
      case 404 -> Optional.of(Fault.of(Category.GONE, detail));
      case 429 ->
          Optional.of(
              new Fault(
                  Category.THROTTLED,
                  reply.headers().first("x-test-scope").filter("account"::equals).isPresent()
                      ? Fault.Scope.ACCOUNT
                      : Fault.Scope.STORE,
                  reply.headers().first("retry-after").map(Long::valueOf).map(Duration::ofSeconds),
                  detail));
      default -> Optional.of(Fault.of(Category.UNAVAILABLE, detail));
    };
  }

  @Override
  public Optional<BudgetReading> budget(CartReply reply) {
    return reply
        .headers()
        .first("x-test-budget")
        .map(text -> text.split("/", -1))
        .map(
            parts ->
                parts[2].startsWith("in ")
                    ? BudgetReading.ofWindow(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Duration.ofSeconds(Long.parseLong(parts[2].substring(3))))
                    : new BudgetReading(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2])));
  }

  @Override
  public CartCall probe(StoreContext store) {
    return CartCall.get("/ping", List.of());
  }
}
