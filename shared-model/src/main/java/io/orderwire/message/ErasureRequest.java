package io.orderwire.message;

import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// Whom to forget: the body of an [IntakeKind#ERASE] message, as JSON.
///
/// @param customer a cluster of the store
/// @param account the platform's id of a customer
/// @param orders with their carts; of a customer all orders that are known are meant too
/// @param everything all orders and carts of the store
/// @param round 0 for the first time: erasures are gone through once more when everything that was
/// on its way has come to rest
public record ErasureRequest(
    Optional<String> customer,
    Optional<ExternalId> account,
    List<ExternalId> orders,
    List<ExternalId> carts,
    boolean everything,
    int round) {
  public ErasureRequest {
    orders = List.copyOf(orders);
    carts = List.copyOf(carts);
  }

  public ErasureRequest inRound(int newRound) {
    return new ErasureRequest(customer, account, orders, carts, everything, newRound);
  }

  /// In a word: `store`, `customer` or `orders`.
  public String scope() {
    if (everything) {
      return "store";
    }
    return customer.isPresent() || account.isPresent() ? "customer" : "orders";
  }
}
