package io.orderwire.port;

import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which carts somebody must look at again and when, and which orders wait for their carts. Finding
/// what is due costs the same however many stores and carts there are. All faults of the world come
/// as `FaultException`.
public interface CartWatch {

  /// A look at a cart that is due.
  ///
  /// @param version of the cart that this was asked for: a later one asks for a look of its own
  record Watched(StoreId storeId, ExternalId cartId, long version, Instant due) {}

  /// Asks for a look. Asking twice is asking once.
  void watch(Watched watched);

  /// Looks that are due at or before `until`, about the earliest first. Eventually consistent.
  List<Watched> due(Instant until, int limit);

  /// Takes back exactly this look.
  void forget(Watched watched);

  /// An order says that it came from a cart. The first order that says so of a cart stays.
  void link(StoreId storeId, ExternalId cartId, ExternalId orderId);

  /// The order that came from a cart, if one said so. Up to date.
  Optional<ExternalId> orderOf(StoreId storeId, ExternalId cartId);
}
