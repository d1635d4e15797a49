package io.orderwire.message;

/// What the normalizer should do with an intake message.
public enum IntakeKind {
  /// A webhook delivery whose signature was verified: `headers` and `body` are as received.
  DELIVERY,
  /// One row of a listing: `body` is the order as listed.
  ROW,
  /// One row of a listing of carts: `body` is the cart as listed.
  CART_ROW,
  /// Fetch the order from the cart and record it: nothing else is known. `subject` names it.
  CONFIRM,
  /// The cart did not list an order that the ledger holds: it is asked for once more, and closed if
  /// the cart has it no longer. `subject` names it.
  MISSING,
  /// A look at the cart that `subject` names is due: it may be idle, or have become an order.
  /// `attempt` counts looks that were put off.
  CART_DUE,
  /// Forget somebody: the body is an [ErasureRequest].
  ERASE,
  /// Process an archived payload again: `body` refers to it.
  REPLAY,
  /// Go on with the remap that `receiptId` names: orders are made again of what is archived. How
  /// far it is stands beside the store.
  REMAP,
  /// Go on with the replay that `receiptId` names: events are put on the bus once more. How far it
  /// is stands beside the store.
  REPUBLISH
}
