package io.orderwire.shops;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Baskets that matter: each shows one thing that order software gets wrong. The random source
/// chooses people and quantities.
public enum Scenario {
  /// A guest, one or two products, card.
  GUEST,
  /// An account holder.
  ACCOUNT,
  /// Several lines with a percentage coupon and shipping.
  COUPON,
  /// A fixed amount off.
  FIXED_COUPON,
  /// Two products bought as a bundle, one beside it.
  BUNDLE,
  /// The buyer sees another currency (Shopify).
  PRESENTMENT,
  /// A tip (Shopify).
  TIP,
  /// Import duties (Shopify).
  DUTIES,
  /// A surcharge and a reduction as fee lines (WooCommerce).
  FEES,
  /// Nothing to ship.
  VIRTUAL,
  /// Nothing to pay.
  ZERO,
  /// Paid with a test gateway.
  TEST,
  /// Money reserved, captured later.
  AUTHORIZED,
  /// Payment still open.
  PENDING,
  /// The card was declined.
  DECLINED,
  /// Cash on delivery.
  CASH_ON_DELIVERY,
  /// Bank transfer.
  BANK_TRANSFER,
  /// Delivery slots, notes, engravings.
  CUSTOM_FIELDS,
  /// No e-mail, no address.
  COUNTER,
  /// Cheap things whose taxes end in half a cent.
  HALF_CENTS,
  /// A free-shipping rebate.
  FREE_SHIPPING,
  /// Many lines.
  LARGE;

  private static final Purchase.Carriage STANDARD =
      new Purchase.Carriage("Standard", "flat_rate", new BigDecimal("5.49"), BigDecimal.ZERO);

  /// By name in lower case, dashes or underscores.
  public static Optional<Scenario> of(String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
    return java.util.Arrays.stream(values()).filter(each -> each.name().equals(wanted)).findFirst();
  }

  /// Whether the platform has what this scenario shows.
  public boolean fits(Platform platform) {
    return !platform.cart().lacks().contains(this);
  }

  /// A basket of this kind.
  public Purchase purchase(RandomGenerator random) {
    Address address = Buyers.address(random);
    Purchase.Buyer guest = Buyers.guest(address, random);
    List<Item> goods =
        List.of(
            Item.of(Catalogue.SOCKS, 1 + random.nextInt(4)),
            Item.of(Catalogue.BOTTLE, 1 + random.nextInt(2)));
    Purchase plain =
        Purchase.of(guest, address, goods).change().carriage(Optional.of(STANDARD)).done();
    return switch (this) {
      case GUEST -> plain;
      case ACCOUNT -> plain.change().buyer(Buyers.account(address, random)).done();
      case COUPON -> plain.change().items(several(random)).coupon(percent("SPRING10", 10)).done();
      case FIXED_COUPON -> plain.change().coupon(fixed("FIVE", "5.00")).done();
      case BUNDLE -> plain.change().items(bundle(random)).done();
      case PRESENTMENT -> plain.change().items(several(random)).presentment(euro()).done();
      case TIP -> plain.change().tip(new BigDecimal("3.50")).done();
      case DUTIES -> plain.change().duty(new BigDecimal("11.20")).done();
      case FEES -> plain.change().fees(fees()).done();
      case VIRTUAL -> virtual(plain, Catalogue.GUIDE);
      case ZERO -> virtual(plain, Catalogue.STICKER);
      case TEST -> plain.change().test(true).done();
      case AUTHORIZED -> plain.change().tender(Purchase.Tender.CARD_AUTHORIZED).done();
      case PENDING -> plain.change().tender(Purchase.Tender.CARD_PENDING).done();
      case DECLINED -> plain.change().tender(Purchase.Tender.CARD_DECLINED).done();
      case CASH_ON_DELIVERY -> plain.change().tender(Purchase.Tender.CASH_ON_DELIVERY).done();
      case BANK_TRANSFER -> plain.change().tender(Purchase.Tender.BANK_TRANSFER).done();
      case CUSTOM_FIELDS -> custom(plain);
      case COUNTER -> counter(goods);
      case HALF_CENTS -> plain.change().items(halfCents(random)).done();
      case FREE_SHIPPING -> plain.change().carriage(Optional.of(free())).done();
      case LARGE -> plain.change().items(many(40 + random.nextInt(40))).done();
    };
  }

  private static List<Item> several(RandomGenerator random) {
    return List.of(
        Item.of(Catalogue.JACKET, 1),
        new Item(
            Catalogue.SOCKS, 1 + random.nextInt(5), Map.of("Gift wrap", "Yes"), Optional.empty()),
        Item.of(Catalogue.MUG, 1 + random.nextInt(3)),
        Item.of(Catalogue.DONATION, 1));
  }

  private static List<Item> bundle(RandomGenerator random) {
    Optional<String> name = Optional.of("Bottle set");
    return List.of(
        new Item(Catalogue.BOTTLE, 1, Map.of(), name),
        new Item(Catalogue.STRAP, 1, Map.of(), name),
        Item.of(Catalogue.TOWEL, 1 + random.nextInt(2)));
  }

  private static List<Item> halfCents(RandomGenerator random) {
    return List.of(
        Item.of(Catalogue.CARD, 1 + random.nextInt(7)),
        Item.of(Catalogue.TOWEL, 1 + random.nextInt(3)),
        Item.of(Catalogue.MUG, 3));
  }

  private static List<Item> many(int lines) {
    java.util.ArrayList<Item> items = new java.util.ArrayList<>();
    for (int i = 0; i < lines; i++) {
      items.add(Item.of(Catalogue.ALL.get(i % 7), 1 + i % 4));
    }
    return items;
  }

  private static Purchase virtual(Purchase plain, Product product) {
    return plain
        .change()
        .items(List.of(Item.of(product, 1)))
        .shipping(Optional.empty())
        .carriage(Optional.empty())
        .done();
  }

  private static Purchase custom(Purchase plain) {
    Map<String, String> fields = new java.util.LinkedHashMap<>();
    fields.put("delivery_window", "evening");
    fields.put("_delivery_slot", "{\"date\":\"2026-12-08\",\"part\":\"evening\"}");
    fields.put("purchase_order", "4500012345");
    return plain
        .change()
        .items(
            List.of(new Item(Catalogue.MUG, 2, Map.of("engraving", "♥ Ü <i>"), Optional.empty())))
        .customFields(fields)
        .note("Please <b>ring</b> & \"wait\"\nsecond line")
        .done();
  }

  private static Purchase counter(List<Item> goods) {
    Address nowhere = new Address("", "", "", "", "", "", "", "", "", "", "", "");
    return Purchase.of(Buyers.unknown(), nowhere, goods)
        .change()
        .billing(Optional.empty())
        .shipping(Optional.empty())
        .done();
  }

  private static Purchase.Carriage free() {
    return new Purchase.Carriage(
        "Standard", "flat_rate", new BigDecimal("12.00"), new BigDecimal("2.00"));
  }

  private static Purchase.Presentment euro() {
    return new Purchase.Presentment("EUR", new BigDecimal("0.92"));
  }

  private static Purchase.Coupon percent(String code, int percent) {
    return new Purchase.Coupon(code, Optional.of(BigDecimal.valueOf(percent)), Optional.empty());
  }

  private static Purchase.Coupon fixed(String code, String amount) {
    return new Purchase.Coupon(code, Optional.empty(), Optional.of(new BigDecimal(amount)));
  }

  private static List<Purchase.Fee> fees() {
    return List.of(
        new Purchase.Fee("Gift wrap", new BigDecimal("2.50"), true),
        new Purchase.Fee("Loyalty", new BigDecimal("-3.00"), true));
  }
}
