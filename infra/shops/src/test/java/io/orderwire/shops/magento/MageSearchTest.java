package io.orderwire.shops.magento;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Platform;
import io.orderwire.shops.TestShops;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paging covers everything once, ends, and is ordered, for every page size.
class MageSearchTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 300})
  void pagesCoverTheWindow(int size) {
    TestShops shop = TestShops.of(Platform.MAGENTO);
    shop.trade(120, 4);
    TreeSet<String> ids = new TreeSet<>();
    List<String> times = new ArrayList<>();
    String filter = "searchCriteria[filter_groups][0][filters][0]";
    String target =
        "/orders?fields=items[entity_id,updated_at],total_count&searchCriteria[sortOrders][0]"
            + "[field]=updated_at&searchCriteria[sortOrders][0][direction]=ASC&"
            + (filter + "[field]=updated_at&" + filter + "[condition_type]=gteq&")
            + (filter + "[value]=2026-11-23+10:00:10&searchCriteria[pageSize]=" + size);
    int total = 0;
    int rows = size;
    for (int page = 1; rows > 0; page++) {
      JsonNode found = TestShops.json(shop.get(target + "&searchCriteria[currentPage]=" + page));
      total = found.path("total_count").asInt();
      rows = found.path("items").size();
      for (JsonNode order : found.path("items")) {
        assertThat(ids.add(order.path("entity_id").asText())).isTrue();
        times.add(order.path("updated_at").asText());
        assertThat(order.size()).isEqualTo(2);
      }
    }
    assertThat(times).isSorted().allMatch(time -> time.compareTo("2026-11-23 10:00:10") >= 0);
    assertThat(ids).hasSize(total).hasSizeGreaterThan(20);
  }
}
