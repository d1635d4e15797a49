package io.orderwire.port;

import io.orderwire.message.ErasureRequest;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.Collection;
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
  /// @param traits keys (hashes) of the evidence by which the person is recognised
  /// @param cursor where the erasure of a whole store goes on
  record Erasure(
      StoreId storeId,
      String id,
      String scope,
      Instant requestedAt,
      Optional<Instant> completedAt,
      List<String> orders,
      List<String> carts,
      List<String> traits,
      Optional<String> cursor) {
    public Erasure {
      orders = List.copyOf(orders);
      carts = List.copyOf(carts);
      traits = List.copyOf(traits);
    }

    /// As it was asked for.
    public static Erasure asked(StoreId storeId, String id, ErasureRequest request, Instant at) {
      return new Erasure(
          storeId,
          id,
          request.scope(),
          at,
          Optional.empty(),
          request.orders().stream().map(ExternalId::value).toList(),
          request.carts().stream().map(ExternalId::value).toList(),
          List.of(),
          Optional.empty());
    }

    public Erasure naming(
        Collection<String> newOrders, Collection<String> newCarts, Collection<String> newTraits) {
      return new Erasure(
          storeId,
          id,
          scope,
          requestedAt,
          completedAt,
          List.copyOf(newOrders),
          List.copyOf(newCarts),
          List.copyOf(newTraits),
          cursor);
    }

    public Erasure at(Optional<String> newCursor) {
      return new Erasure(
          storeId, id, scope, requestedAt, completedAt, orders, carts, traits, newCursor);
    }

    /// Done; the first time stays.
    public Erasure completed(Instant at) {
      return new Erasure(
          storeId,
          id,
          scope,
          requestedAt,
          completedAt.or(() -> Optional.of(at)),
          orders,
          carts,
          traits,
          Optional.empty());
    }
  }
}
