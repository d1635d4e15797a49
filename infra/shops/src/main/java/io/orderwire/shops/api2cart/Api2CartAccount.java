package io.orderwire.shops.api2cart;

import io.orderwire.shops.Account;
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
public final class Api2CartAccount implements Account {
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
  @Override
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    if (stores.containsKey(settings.secret())) {
      throw new IllegalArgumentException("two stores with the same store key");
    }
    Api2CartShop store = new Api2CartShop(this, settings, clock, random);
    stores.put(settings.secret(), store);
    return store;
  }

  @Override
  public Optional<Shop> meant(ShopRequest request) {
    return Optional.ofNullable(stores.get(HubGate.storeKey(request)));
  }

  /// The most calls that were under way at the same time.
  public synchronized int mostAtOnce() {
    return most;
  }

  /// How many calls were refused for what was under way, by return code.
  public synchronized Map<Integer, Integer> refusals() {
    return new TreeMap<>(refusals);
  }

  /// The store that is meant answers. Who calls stores of one account from several threads lets one
  /// thread at a time into each store; the calls under way are counted whatever the thread.
  Shop.Call begin(ShopRequest request, Api2CartShop asked) {
    String key = HubGate.storeKey(request);
    return refusal(key)
        .map(Shop.Call::over)
        .orElseGet(
            () -> new Shop.Call(stores.getOrDefault(key, asked).answer(request), () -> ended(key)));
  }

  /// Counts a call as under way, unless there are too many.
  private synchronized Optional<ShopReply> refusal(String key) {
    if (underWay.getOrDefault(key, 0) >= AT_ONCE_PER_STORE) {
      return Optional.of(refused(STORE_LIMIT));
    }
    if (all() >= AT_ONCE) {
      return Optional.of(refused(ACCOUNT_LIMIT));
    }
    underWay.merge(key, 1, Integer::sum);
    most = Math.max(most, all());
    return Optional.empty();
  }

  private synchronized void ended(String key) {
    underWay.merge(key, -1, Integer::sum);
  }

  private int all() {
    return underWay.values().stream().mapToInt(Integer::intValue).sum();
  }

  private ShopReply refused(int code) {
    refusals.merge(code, 1, Integer::sum);
    return HubReplies.busy(code);
  }
}
