package io.orderwire.shops;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a buyer puts in the basket and how it is to be paid and delivered. Amounts are in the
/// shop's currency; whether product prices contain tax is the shop's setting.
///
/// @param customFields what checkout plugins add: delivery slots, purchase order numbers, …
/// @param presentment the currency the buyer sees, where the platform has that
/// @param tip a tip, where the platform has that
/// @param duty import duty on the goods, where the platform has that
/// @param test paid with a test gateway, where the platform marks that
public record Purchase(
    Buyer buyer,
    Optional<Address> billing,
    Optional<Address> shipping,
    List<Item> items,
    Optional<Coupon> coupon,
    Optional<Carriage> carriage,
    List<Fee> fees,
    Tender tender,
    Map<String, String> customFields,
    String note,
    Optional<Presentment> presentment,
    Optional<BigDecimal> tip,
    Optional<BigDecimal> duty,
    boolean test) {

  /// How the buyer pays.
  public enum Tender {
    /// Card, taken at once.
    CARD,
    /// Card, reserved now and captured later.
    CARD_AUTHORIZED,
    /// Card, but the payment is still open when the order appears.
    CARD_PENDING,
    /// Card, declined.
    CARD_DECLINED,
    /// Cash on delivery.
    CASH_ON_DELIVERY,
    /// Bank transfer, awaited.
    BANK_TRANSFER
  }

  /// Who buys.
  ///
  /// @param account a stable name of the account in this shop; absent for a guest
  /// @param email absent where the buyer left none (point of sale)
  public record Buyer(
      Optional<String> account, Optional<String> email, String firstName, String lastName) {}

  /// A price reduction by code.
  ///
  /// @param percent of the goods; absent for a fixed amount
  /// @param amount off the goods; absent for a percentage
  public record Coupon(String code, Optional<BigDecimal> percent, Optional<BigDecimal> amount) {}

  /// The chosen way of delivery.
  ///
  /// @param price without tax where the shop's prices are without, else with
  /// @param rebate taken off the price
  public record Carriage(String title, String code, BigDecimal price, BigDecimal rebate) {}

  /// An extra charge; negative for a reduction.
  public record Fee(String name, BigDecimal amount, boolean taxable) {}

  /// The currency the buyer sees; one unit of the shop's currency is worth `rate` of it.
  public record Presentment(String currency, BigDecimal rate) {}

  public Purchase {
    items = List.copyOf(items);
    fees = List.copyOf(fees);
    customFields = Collections.unmodifiableMap(new LinkedHashMap<>(customFields));
  }

  /// A plain basket: billed and sent to one address, paid by card, nothing else.
  public static Purchase of(Buyer buyer, Address address, List<Item> items) {
    return new Purchase(
        buyer,
        Optional.of(address),
        Optional.of(address),
        items,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Tender.CARD,
        Map.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /// True when nothing in it has to be shipped.
  public boolean virtual() {
    return items.stream().allMatch(item -> item.product().virtual());
  }

  /// A basket that differs in some parts from this one.
  public PurchaseChange change() {
    return new PurchaseChange(this);
  }
}
