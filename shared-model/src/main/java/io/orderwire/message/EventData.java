package io.orderwire.message;

import io.orderwire.model.Cart;
import io.orderwire.model.CartState;
import io.orderwire.model.Evidence;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.Read;
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

  /// The completeness certificate of one reconciliation: what the cart lists as changed at or after
  /// `from` and before `to`, by its own clock, against what the ledger holds.
  ///
  /// @param complete a second look after the repair found nothing missing, stale or ghostly
  /// @param cartCount orders that the cart lists
  /// @param heldCount of these, those that the ledger held at first sight, and the ghosts
  /// @param missing orders that the ledger did not hold at first sight
  /// @param missed orders whose latest state no webhook brought though the store had its webhooks
  /// by then: polling did, or this run
  /// @param late orders whose latest state a webhook brought more than five minutes after the
  /// change
  /// @param stale orders that the ledger held in an older state, or worth something else
  /// @param ghosts orders that the ledger holds and the cart has no more: deleted or trashed
  /// @param drift what the cart said the orders were worth after refunds, less what the ledger
  /// said, summed up without sign, per currency, at first sight
  /// @param repaired orders that polling brought or mended, this run included, and that the ledger
  /// holds as the cart does at second sight
  /// @param unresolved those that it still does not
  /// @param comparedHash the sum, modulo 2^256, of the SHA-256 of each compared order's line `id
  /// changed_at grand_total refunded currency`, in hexadecimal: whatever the order of the lines
  record Reconciled(
      Instant from,
      Instant to,
      Scope scope,
      boolean complete,
      long cartCount,
      long heldCount,
      long missing,
      long missed,
      long late,
      long stale,
      long ghosts,
      List<Money> drift,
      long repaired,
      long unresolved,
      String comparedHash)
      implements EventData {
    public Reconciled {
      drift = List.copyOf(drift);
    }
  }

  /// How far a reconciliation reaches.
  enum Scope {
    /// From where the one before ended.
    ROLLING,
    /// Over the whole time that the connector declares.
    DEEP
  }

  /// A payload that does not have the shape in which the store's payloads of its kind came so far.
  /// It holds places and types and no value of anybody.
  ///
  /// A place is a JSON pointer in which `*` stands for each element of an array and for each name
  /// that is no name of a schema, such as an id.
  ///
  /// @param shape names what is known from now on: kinds of payload that are known to be alike, in
  /// whichever store, have the same
  /// @param added places, or types at places, that no payload had before
  /// @param removed places that every payload had before, wherever it had what they are part of
  /// @param unmapped those of `added` that hold values of which nothing is made
  /// @param rawKey the archived payload that was the first of this shape
  record SchemaDrift(
      String shape,
      Resource resource,
      Read read,
      List<Place> added,
      List<String> removed,
      List<String> unmapped,
      String rawKey,
      Instant firstSeenAt)
      implements EventData {
    public SchemaDrift {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
      unmapped = List.copyOf(unmapped);
    }
  }

  /// What a payload is of.
  enum Resource {
    ORDER,
    CART
  }

  /// A type at a place of a payload.
  ///
  /// @param always the payload has it wherever it has what it is part of
  record Place(String path, ValueType type, boolean always) {}

  /// What stands at a place of a payload.
  enum ValueType {
    /// Nothing but nulls and empty containers so far.
    NOTHING,
    STRING,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    /// Whatever it is, it is taken whole, or left out by a policy.
    ANY
  }
}
