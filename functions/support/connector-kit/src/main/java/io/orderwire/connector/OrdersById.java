package io.orderwire.connector;

import io.orderwire.model.ExternalId;
import java.util.List;

/// Reads several orders by their ids: whole, or no more than what shows that they changed. Those
/// that the cart no longer has are missing from the pages.
public interface OrdersById extends PageReader {

  /// How many ids one call takes.
  int most();

  /// The call for these orders.
  ///
  /// @param ids from one to [#most] of them
  CartCall call(List<ExternalId> ids, StoreContext store);
}
