package io.orderwire.shops;

/// What became of an [Action].
public sealed interface ActionResult {

  /// Done; `id` is the order, cart or customer it touched (or made).
  record Done(String id) implements ActionResult {}

  /// The platform would not allow it; `reason` says why in one sentence.
  record Refused(String reason) implements ActionResult {}

  /// The id of what was touched; fails loudly when the action was refused.
  default String id() {
    return switch (this) {
      case Done done -> done.id();
      case Refused refused -> throw new IllegalStateException(refused.reason());
    };
  }
}
