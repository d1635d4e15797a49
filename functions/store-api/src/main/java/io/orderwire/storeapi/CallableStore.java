package io.orderwire.storeapi;

import io.orderwire.storeapi.StoreLookup.Connected;
import java.util.function.Supplier;

/// What needs calls to the cart is refused for a store that cannot be called.
final class CallableStore {

  private CallableStore() {}

  static ApiReply when(Connected found, Supplier<ApiReply> answer) {
    if (!found.store().canCall()) {
      return ApiReply.refused(
          Problem.conflict(
              "store-cannot-be-called",
              "The store has no API credentials",
              "set the API credentials of store %s with PATCH, then ask again"
                  .formatted(found.store().id())));
    }
    if (!found.store().isActive()) {
      return ApiReply.refused(
          Problem.conflict(
              "store-is-not-active",
              "The store is not active",
              "set the state of store %s to active with PATCH, then ask again"
                  .formatted(found.store().id())));
    }
    return answer.get();
  }
}
