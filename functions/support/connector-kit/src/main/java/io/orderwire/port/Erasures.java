package io.orderwire.port;

import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which orders and carts have lost their person for ever, and when that was asked for and done.
/// Holds no personal data. All faults of the world come as `FaultException`.
public interface Erasures {

  /// Marks an order or cart, seen or not yet seen. The first time stays.
  void mark(Subject subject, Instant at);

  /// When a subject was marked. Up to date.
  Optional<Instant> marked(Subject subject);

  void save(Erasure erasure);

  Optional<Erasure> find(StoreId storeId, String id);

  /// The erasures of a store by their id.
  List<Erasure> list(StoreId storeId, int limit);

  /// One request to erase, and what came of it.
  ///
  /// @param scope `customer`, `orders` or `store`
  /// @param cursor where the erasure of a whole store goes on
  record Erasure(
      StoreId storeId,
      String id,
      String scope,
      Instant requestedAt,
      Optional<Instant> completedAt,
      List<String> orders,
      List<String> carts,
      Optional<String> cursor) {
    public Erasure {
      orders = List.copyOf(orders);
      carts = List.copyOf(carts);
    }
  }
}
