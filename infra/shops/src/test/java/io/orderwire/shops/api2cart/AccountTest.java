package io.orderwire.shops.api2cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TestShops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Several stores under one key: each answers for itself, and calls at once are counted for both.
class AccountTest {
  private static final ShopSettings USUAL = TestShops.quiet(Platform.API2CART);
  private final Api2CartAccount account = new Api2CartAccount();
  private final Shop north = open("north0123456789abcdef", 1000);
  private final Shop south = open("south0123456789abcdef", 2000);
  private final Shop west = open("west0123456789abcdefg", 3000);

  private Shop open(String storeKey, long firstId) {
    return account.open(
        USUAL
            .withCredentials(USUAL.key(), storeKey, USUAL.webhookSecret())
            .change()
            .firstId(firstId)
            .done(),
        () -> TestShops.START,
        new SplittableRandom(firstId));
  }

  private static ShopRequest orders(String storeKey) {
    return ShopRequest.of(
        "GET",
        HubGate.PATH + "/order.list.json?params=force_all",
        Map.of("x-api-key", USUAL.key(), "x-store-key", storeKey),
        new byte[0]);
  }

  private static int code(ShopReply reply) {
    return TestShops.json(reply).path("return_code").asInt();
  }

  private static List<String> ids(ShopReply reply) {
    List<String> ids = new ArrayList<>();
    for (JsonNode order : TestShops.json(reply).at("/result/order")) {
      ids.add(order.path("id").asText());
    }
    return ids;
  }

  @Test
  void theStoreKeySaysWhichStoreIsMeantAtWhicheverDoor() {
    for (Shop shop : List.of(north, south, south)) {
      shop.act(new Action.Place(Scenario.GUEST.purchase(new SplittableRandom(7))));
    }
    assertThat(ids(west.handle(orders("north0123456789abcdef"))))
        .isEqualTo(north.orders().stream().map(AdminOrder::id).toList())
        .hasSize(1);
    assertThat(ids(north.handle(orders("south0123456789abcdef"))))
        .isEqualTo(south.orders().stream().map(AdminOrder::id).toList())
        .hasSize(2);
    assertThat(ids(south.handle(orders("west0123456789abcdefg")))).isEmpty();
    assertThat(code(north.handle(orders("east0123456789abcdefg")))).isEqualTo(101);
  }

  @Test
  void theSixthCallAtOnceToAStoreIsRefusedUntilOneHasEnded() {
    List<Shop.Call> calls = begin("north0123456789abcdef", 6);
    assertThat(calls.subList(0, 5)).allMatch(call -> code(call.reply()) == 0);
    assertThat(TestShops.json(calls.getLast().reply()))
        .isEqualTo(TestShops.json(HubReplies.refused(7, "Store request limit exceeded").body()));
    calls.getLast().end().run();
    assertThat(code(north.handle(orders("north0123456789abcdef")))).isEqualTo(7);
    assertThat(code(north.handle(orders("south0123456789abcdef")))).isZero();
    calls.getFirst().end().run();
    assertThat(code(north.handle(orders("north0123456789abcdef")))).isZero();
    assertThat(account.refusals()).isEqualTo(Map.of(7, 2));
  }

  @Test
  void theEleventhCallAtOnceOfTheAccountIsRefusedWhateverItsStore() {
    List<Shop.Call> calls = begin("north0123456789abcdef", 5);
    begin("south0123456789abcdef", 5);
    ShopReply refused = west.handle(orders("west0123456789abcdefg"));
    assertThat(code(refused)).isEqualTo(10);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(TestShops.json(refused).path("return_message").asText())
        .isEqualTo("Account request limit exceeded");
    assertThat(account.mostAtOnce()).isEqualTo(10);
    calls.getFirst().end().run();
    assertThat(code(west.handle(orders("west0123456789abcdefg")))).isZero();
  }

  private List<Shop.Call> begin(String storeKey, int number) {
    List<Shop.Call> calls = new ArrayList<>();
    for (int call = 0; call < number; call++) {
      calls.add(north.begin(orders(storeKey)));
    }
    return calls;
  }
}
