package io.orderwire.poller;

import io.orderwire.engine.ReceiptIds;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.port.CartWatch;
import io.orderwire.port.CartWatch.Watched;
import io.orderwire.port.IntakeQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends a message for every cart that is due to be looked at. It decides nothing: the normalizer
/// does, beside the cart's newest version.
///
/// A look is taken off the watch once its message is durable. A crash in between sends it twice,
/// and the second one finds nothing to do.
public final class IdleCarts {
  /// What one minute takes on; the rest is due in the next one still.
  static final int MOST = 500;

  private static final int PAGE = 100;

  private final CartWatch watch;
  private final IntakeQueue intake;

  public IdleCarts(CartWatch watch, IntakeQueue intake) {
    this.watch = watch;
    this.intake = intake;
  }

  /// Sends what is due at `now`.
  ///
  /// @return how many looks were sent
  public int sweep(Instant now) {
    int sent = 0;
    List<Watched> due = watch.due(now, PAGE);
    while (!due.isEmpty() && sent < MOST) {
      intake.sendAll(due.stream().map(IdleCarts::message).toList());
      due.forEach(watch::forget);
      sent += due.size();
      due = due.size() < PAGE ? List.of() : watch.due(now, PAGE);
    }
    return sent;
  }

  private static IntakeMessage message(Watched due) {
    return new IntakeMessage(
        due.storeId(),
        IntakeKind.CART_DUE,
        Cause.POLL,
        ReceiptIds.row(
            "cart-due", new ExternalId(due.cartId().value()), due.version() + "/" + due.due()),
        due.due(),
        Map.of(),
        Body.empty(),
        Optional.of(due.cartId()),
        (int) Math.max(0, -due.version()),
        false,
        Optional.empty());
  }
}
