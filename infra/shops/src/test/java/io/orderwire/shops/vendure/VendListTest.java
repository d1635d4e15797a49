package io.orderwire.shops.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists: pages cover everything once, filters fit as SQL has it, limits hold.
class VendListTest {
  private final VendCalls calls = new VendCalls(TestShops.of(Platform.VENDURE));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 300})
  void pagesCoverTheWindow(int size) {
    calls.shop().trade(120, 4);
    TreeSet<String> ids = new TreeSet<>();
    List<String> times = new ArrayList<>();
    int total = 0;
    int rows = size;
    for (int skip = 0; rows == size; skip += size) {
      JsonNode found =
          calls
              .data(
                  """
              { orders(options: {skip: %d, take: %d, sort: {updatedAt: ASC}, filter: {updatedAt:
              {after: "2026-11-23T10:00:10.000Z"}}}) { totalItems items { id updatedAt } } }
              """
                      .formatted(skip, size))
              .path("orders");
      total = found.path("totalItems").asInt();
      rows = found.path("items").size();
      for (JsonNode order : found.path("items")) {
        assertThat(ids.add(order.path("id").asText())).isTrue();
        times.add(order.path("updatedAt").asText());
      }
    }
    assertThat(times).isSorted().allMatch(time -> time.compareTo("2026-11-23T10:00:10.000Z") >= 0);
    assertThat(ids).hasSize(total).hasSizeGreaterThan(20);
  }

  @Test
  void aThousandAreTheMost() {
    calls.shop().place(Scenario.GUEST);
    assertThat(
            calls
                .answer("{ orders(options: {take: 1000}) { totalItems } }")
                .at("/data/orders/totalItems")
                .asInt())
        .isEqualTo(1);
    JsonNode refused = calls.answer("{ orders(options: {take: 1001}) { totalItems } }");
    assertThat(refused.at("/errors/0/extensions/code").asText()).isEqualTo("USER_INPUT_ERROR");
    assertThat(refused.path("data").isNull()).isTrue();
  }

  /// A cart, an order that waits for its money, and one that is placed.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          active: {eq: true}                              | 1000,1001
          active: {eq: false}                             | 1002
          state: {in: ["AddingItems", "PaymentSettled"]}  | 1000,1002
          state: {notIn: []}                              | 1000,1001,1002
          state: {in: []}                                 |
          state: {contains: "PAYMENT"}                    | 1001,1002
          state: {regex: "^adding"}                       | 1000
          type: {notEq: "Seller"}                         | 1000,1001,1002
          orderPlacedAt: {isNull: true}                   | 1000,1001
          orderPlacedAt: {before: "2027-01-01T00:00:00Z"} | 1002
          aggregateOrderId: {notEq: "7"}                  |
          id: {notIn: ["1001"]}                           | 1000,1002
          totalWithTax: {between: {start: 1, end: 9}}     |
          _or: [{id: {eq: "1000"}}, {id: {eq: "1002"}}]   | 1000,1002
          active: {eq: true}, id: {eq: "1001"}            | 1001
          """)
  void filtersFit(String filter, String ids) {
    calls.shop().shop.act(VendCalls.abandoned());
    calls.shop().place(Scenario.PENDING);
    calls.shop().place(Scenario.GUEST);
    JsonNode found =
        calls.data("{ orders(options: {filter: {%s}}) { items { id } } }".formatted(filter));
    assertThat(found.at("/orders/items").findValuesAsText("id"))
        .isEqualTo(ids == null ? List.of() : List.of(ids.split(",")));
  }

  /// What is compared is finer than what is shown.
  @Test
  void aRowComesAfterTheTimeThatItShows() {
    calls.shop().pass(Duration.ofNanos(123_456_000));
    calls.shop().place(Scenario.GUEST);
    JsonNode found =
        calls.data(
            """
            { orders(options: {filter: {updatedAt: {after: "2026-11-23T10:00:00.123Z"}}})
            { items { updatedAt } } }
            """);
    assertThat(found.at("/orders/items/0/updatedAt").asText())
        .isEqualTo("2026-11-23T10:00:00.123Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { orders { items { nickname } } }                                         | GRAPHQL_VALIDATION_FAILED
          { orders(options: {filter: {customer: {eq: "1"}}}) { totalItems } }       | GRAPHQL_VALIDATION_FAILED
          { orders(options: {filter: {updatedAt: {after: "soon"}}}) { totalItems } }| GRAPHQL_VALIDATION_FAILED
          { orders                                                                  | GRAPHQL_PARSE_FAILED
          """)
  void whatTheSchemaDoesNotHaveIsRefused(String query, String code) {
    assertThat(calls.call(query).status()).isEqualTo(400);
    assertThat(calls.answer(query).at("/errors/0/extensions/code").asText()).isEqualTo(code);
  }
}
