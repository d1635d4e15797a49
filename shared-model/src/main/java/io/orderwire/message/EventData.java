package io.orderwire.message;

import io.orderwire.model.Cart;
import io.orderwire.model.CartState;
import io.orderwire.model.Evidence;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The `data` of an event: exactly one shape per family of event types.
public sealed interface EventData {

  /// Where a document lies that is too large for the bus (an entry holds 1 MiB): an object in the
  /// raw bucket with the JSON that would have stood here.
  record Location(String bucket, String key) {}

  /// What the version before said.
  record Previous(OrderStatus status) {}

  /// A recorded version of an order. `changed` are JSON pointers into the canonical order, of the
  /// smallest blocks that changed; empty for the first version. Exactly one of `order` and
  /// `orderRef` is present.
  record OrderChange(
      List<Transition> transitions,
      List<String> changed,
      Optional<Previous> previous,
      Optional<Order> order,
      Optional<Location> orderRef)
      implements EventData {
    public OrderChange {
      transitions = List.copyOf(transitions);
      changed = List.copyOf(changed);
    }
  }

  /// What the version of a cart before said: an abandonment that is withdrawn, for example.
  record PreviousCart(CartState state) {}

  /// A recorded version of a cart. Exactly one of `cart` and `cartRef` is present.
  record CartChange(
      List<String> changed,
      Optional<PreviousCart> previous,
      Optional<Cart> cart,
      Optional<Location> cartRef)
      implements EventData {
    public CartChange {
      changed = List.copyOf(changed);
    }
  }

  /// A payload that could not be mapped. It is kept at `rawKey` and can be replayed by its receipt
  /// id.
  record Quarantined(
      String receiptId,
      String state,
      String code,
      String reason,
      Optional<String> topic,
      Optional<String> rawKey,
      Instant receivedAt)
      implements EventData {}

  /// The health of a store changed: its `state`, the reason in words, and what to do about it.
  record StoreHealth(String state, String code, String reason, String remedy, Instant since)
      implements EventData {}

  /// Two clusters became one, or one became several. `clusters` are those before for a merge and
  /// those after for a split; `evidence` names the edges that decided.
  record CustomerChange(String cluster, List<String> clusters, List<Evidence> evidence)
      implements EventData {
    public CustomerChange {
      clusters = List.copyOf(clusters);
      evidence = List.copyOf(evidence);
    }
  }

  /// The completeness certificate of one reconciliation of a closed window: what the cart lists
  /// against what the ledger holds. `drift` is the sum of differences in money per currency;
  /// `comparedHash` the SHA-256 of the compared set.
  record Reconciled(
      Instant from,
      Instant to,
      long cartCount,
      long heldCount,
      long missed,
      long late,
      long stale,
      long ghosts,
      List<Money> drift,
      long repaired,
      String comparedHash)
      implements EventData {
    public Reconciled {
      drift = List.copyOf(drift);
    }
  }

  /// A payload of a shape not seen before in this store. `added` and `removed` are JSON pointers
  /// against the nearest known shape.
  record SchemaDrift(
      String shape, List<String> added, List<String> removed, String rawKey, Instant firstSeenAt)
      implements EventData {
    public SchemaDrift {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }
}
