package io.orderwire.shops;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What a buyer or a merchant can do in any shop. Orders are named by the platform's id.
///
/// A shop refuses what its platform would not allow ([ActionResult.Refused]); it never throws.
public sealed interface Action {

  /// A buyer finishes a checkout.
  record Place(Purchase purchase) implements Action {}

  /// A buyer begins a checkout and leaves it; the result names the checkout.
  record Abandon(Purchase purchase) implements Action {}

  /// The abandoned checkout is finished after all; the result names the order.
  record Convert(String checkout) implements Action {}

  /// Money moves in.
  ///
  /// @param amount in the order's own currency; absent means all that is owed
  record Pay(String order, Payment payment, Optional<BigDecimal> amount) implements Action {}

  /// The kinds of [Pay].
  enum Payment {
    /// Money taken at once, or a manual payment (cash, bank transfer) marked as received.
    SALE,
    /// Money reserved, not taken.
    AUTHORIZE,
    /// Reserved money taken.
    CAPTURE,
    /// A reservation given up.
    VOID,
    /// A declined card.
    DECLINE
  }

  /// A line is added to a placed order.
  record AddLine(String order, Item item) implements Action {}

  /// A line's quantity is lowered in a placed order.
  ///
  /// @param line position of the line among the order's goods, from 0
  record RemoveLine(String order, int line, int quantity) implements Action {}

  /// Where the order goes changes.
  record ChangeAddress(String order, Address address) implements Action {}

  /// The merchant annotates the order.
  record Annotate(String order, String name, String value) implements Action {}

  /// Goods leave.
  ///
  /// @param portions what leaves; empty means all that is left to ship
  record Ship(String order, List<Portion> portions, Optional<Tracking> tracking)
      implements Action {}

  /// Money goes back: some lines, an amount, or (both absent) all that is left.
  ///
  /// @param amount in the order's own currency
  record Refund(String order, List<Portion> portions, Optional<BigDecimal> amount, String reason)
      implements Action {}

  /// The order is called off. Money already taken stays until it is refunded.
  record Cancel(String order, String reason) implements Action {}

  /// The order is put in the bin where the platform has one; elsewhere refused.
  record Trash(String order) implements Action {}

  /// The order comes back from the bin.
  record Restore(String order) implements Action {}

  /// The order is gone for good.
  record Delete(String order) implements Action {}

  /// An account holder changes the e-mail address.
  record ChangeEmail(String customer, String email) implements Action {}

  /// The merchant removes the app.
  record Uninstall() implements Action {}

  /// A person asks for the data held (where the platform relays such a request).
  record RequestData(String customer) implements Action {}

  /// A person's data must be erased (where the platform relays such a request).
  record Redact(String customer) implements Action {}

  /// The whole shop's data must be erased (where the platform relays such a request).
  record RedactShop() implements Action {}

  /// Some of one line.
  ///
  /// @param line position of the line among the order's goods, from 0
  record Portion(int line, int quantity) {}

  /// How a parcel can be followed.
  record Tracking(String company, String number, String url) {}
}
