package io.orderwire.shops.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quota of calls, and paging.
class BigRestTest {
  /// Every call takes from the quota of a window; what is left is told, and when the next begins.
  @Test
  void aQuotaPerWindowIsToldAndKept() {
    TestShops shop = TestShops.of(Platform.BIGCOMMERCE);
    for (int left = 449; left >= 0; left--) {
      ShopReply reply = shop.get("/v2/orders");
      assertThat(reply.status()).isEqualTo(204);
      assertThat(reply.headers())
          .containsEntry("X-Rate-Limit-Requests-Left", Integer.toString(left))
          .containsEntry("X-Rate-Limit-Requests-Quota", "450");
    }
    shop.pass(Duration.ofSeconds(10));
    ShopReply refused = shop.get("/v2/orders");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("X-Rate-Limit-Time-Reset-Ms", "20000");
    shop.pass(Duration.ofSeconds(20));
    assertThat(shop.get("/v2/orders").headers()).containsEntry("X-Rate-Limit-Requests-Left", "449");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 250})
  void pagesCoverTheWindow(int size) {
    TestShops shop = TestShops.of(Platform.BIGCOMMERCE);
    shop.trade(120, 4);
    TreeSet<String> ids = new TreeSet<>();
    List<String> times = new ArrayList<>();
    String target =
        "/v2/orders?sort=date_modified:asc&min_date_modified=2026-11-23T10:00:10Z&limit=" + size;
    int rows = size;
    for (int page = 1; rows == size; page++) {
      ShopReply reply = shop.get(target + "&page=" + page);
      rows = 0;
      if (reply.status() == 204) {
        break;
      }
      for (JsonNode order : TestShops.json(reply)) {
        assertThat(ids.add(order.path("id").asText())).isTrue();
        times.add(
            OffsetDateTime.parse(
                    order.path("date_modified").asText(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant()
                .toString());
        rows++;
      }
      shop.pass(Duration.ofSeconds(1));
    }
    assertThat(times).isSorted().allMatch(time -> time.compareTo("2026-11-23T10:00:10Z") >= 0);
    JsonNode count =
        TestShops.json(shop.get("/v2/orders/count?min_date_modified=2026-11-23T10:00:10Z"));
    assertThat(ids).hasSize(count.path("count").asInt()).hasSizeGreaterThan(20);
  }
}
