package io.orderwire.shops.api2cart;

import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// An account: one address and one key for several stores, each of which has a key of its own. Five
/// calls may be under way to a store, and ten to all stores of the account
/// (<https://docs.api2cart.com/post/recommendations-for-developers>, read 2026-11-26); one more is
/// refused until another has ended.
public final class Api2CartAccount {
  private static final int AT_ONCE_PER_STORE = 5;
  private static final int AT_ONCE = 10;
  static final int STORE_LIMIT = 7;
  static final int ACCOUNT_LIMIT = 10;

  private final Map<String, Api2CartShop> stores = new LinkedHashMap<>();
  private final Map<String, Integer> underWay = new LinkedHashMap<>();
  private final Map<Integer, Integer> refusals = new TreeMap<>();
  private int most;

  /// Opens a store that any call with the account's key and its own finds, through whichever store
  /// of the account the call comes.
  ///
  /// @param settings with the account's key and a store key that no other store has
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    if (stores.containsKey(settings.secret())) {
      throw new IllegalArgumentException("two stores with the same store key");
    }
    Api2CartShop store = new Api2CartShop(this, settings, clock, random);
    stores.put(settings.secret(), store);
    return store;
  }

  /// The most calls that were under way at the same time.
  public int mostAtOnce() {
    return most;
  }

  /// How many calls were refused for what was under way, by return code.
  public Map<Integer, Integer> refusals() {
    return new TreeMap<>(refusals);
  }

  Shop.Call begin(ShopRequest request, Api2CartShop asked) {
    String key = request.header("x-store-key").orElse("");
    Optional<ShopReply> refusal = refusal(key);
    if (refusal.isPresent()) {
      return Shop.Call.over(refusal.get());
    }
    underWay.merge(key, 1, Integer::sum);
    most = Math.max(most, all());
    return new Shop.Call(
        stores.getOrDefault(key, asked).answer(request),
        () -> underWay.merge(key, -1, Integer::sum));
  }

  private Optional<ShopReply> refusal(String key) {
    if (underWay.getOrDefault(key, 0) >= AT_ONCE_PER_STORE) {
      return Optional.of(refused(STORE_LIMIT));
    }
    return all() >= AT_ONCE ? Optional.of(refused(ACCOUNT_LIMIT)) : Optional.empty();
  }

  private int all() {
    return underWay.values().stream().mapToInt(Integer::intValue).sum();
  }

  private ShopReply refused(int code) {
    refusals.merge(code, 1, Integer::sum);
    return HubReplies.busy(code);
  }
}
