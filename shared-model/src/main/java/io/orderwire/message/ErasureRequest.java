package io.orderwire.message;

import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// Whom to forget: the body of an [IntakeKind#ERASE] message, as JSON.
///
/// @param customer a cluster of the store
/// @param account the platform's id of a customer
/// @param email of the person; names them where nothing above does
/// @param phone of the person; names them where nothing above does
/// @param orders with their carts; of a customer all orders that are known are meant too
/// @param everything all orders and carts of the store
/// @param round 0 for the first time: erasures are gone through once more when everything that was
/// on its way has come to rest
public record ErasureRequest(
    Optional<String> customer,
    Optional<ExternalId> account,
    Optional<String> email,
    Optional<String> phone,
    List<ExternalId> orders,
    List<ExternalId> carts,
    boolean everything,
    int round) {
  public ErasureRequest {
    orders = List.copyOf(orders);
    carts = List.copyOf(carts);
  }

  /// Everything of the store.
  public static ErasureRequest ofStore() {
    return new ErasureRequest(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        true,
        0);
  }

  /// One cart.
  public static ErasureRequest ofCart(ExternalId cart) {
    return new ErasureRequest(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(cart),
        false,
        0);
  }

  public ErasureRequest inRound(int newRound) {
    return new ErasureRequest(customer, account, email, phone, orders, carts, everything, newRound);
  }

  /// It says whom, in other words than by their orders and carts.
  public boolean namesSomebody() {
    return customer.isPresent() || account.isPresent() || email.isPresent() || phone.isPresent();
  }

  /// In a word: `store`, `customer` or `orders`.
  public String scope() {
    if (everything) {
      return "store";
    }
    return namesSomebody() ? "customer" : "orders";
  }
}
