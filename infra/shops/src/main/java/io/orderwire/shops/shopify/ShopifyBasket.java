package io.orderwire.shops.shopify;

import io.orderwire.shops.Decimals;
import io.orderwire.shops.Item;
import io.orderwire.shops.Product;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.shopify.ShopifyOrder.Allocation;
import io.orderwire.shops.shopify.ShopifyOrder.Group;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.LineTax;
import io.orderwire.shops.shopify.ShopifyOrder.Sold;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns a basket into an order's lines by Shopify's rules: a discount across lines is split so
/// that the parts add up; each tax of each line is rounded by itself; both currencies are computed
/// from the rounded prices of their own ledger.
final class ShopifyBasket {
  private final ShopifyStore store;
  private final ShopSettings settings;

  ShopifyBasket(ShopifyStore store, ShopSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /// A new order with everything of the basket in it, not yet stored, without transactions.
  ShopifyOrder order(Purchase purchase, long id, int number) {
    ShopifyOrder order =
        new ShopifyOrder(
            id,
            number,
            store.now(),
            currencies(purchase),
            settings.pricesIncludeTax(),
            purchase.test());
    order.token = store.token();
    order.cartToken = store.token();
    order.confirmation = order.token.substring(0, 9).toUpperCase(java.util.Locale.ROOT);
    order.note = purchase.note();
    order.attributes = new LinkedHashMap<>(purchase.customFields());
    order.email = purchase.buyer().email();
    order.billing = purchase.billing();
    order.shipping = purchase.shipping();
    order.coupon = purchase.coupon();
    order.gateway = gateway(purchase);
    fill(order, purchase, true);
    return order;
  }

  /// (Re)writes lines and delivery.
  ///
  /// @param whole false leaves delivery, duties and taxes out, as a half-written order has it
  void fill(ShopifyOrder order, Purchase purchase, boolean whole) {
    order.changed();
    if (order.lines.isEmpty()) {
      lines(order, purchase);
    }
    order.carriages.clear();
    if (whole) {
      purchase.carriage().ifPresent(each -> order.carriages.add(carriage(order, each)));
    }
    Optional<BigDecimal> duty = purchase.duty().filter(amount -> whole);
    for (int i = 0; i < order.lines.size(); i++) {
      Line line = order.lines.get(i);
      Bag lineDuty = i == 0 && duty.isPresent() ? order.currencies.of(duty.get()) : Bag.ZERO;
      boolean taxed = whole && line.sold().taxable();
      order.lines.set(
          i, line.withTaxes(taxed ? taxes(order, line.net(), false) : List.of(), lineDuty));
    }
  }

  /// A line added to a placed order: no discount reaches it.
  Line added(ShopifyOrder order, Item item) {
    Line line = line(order, item, List.of(), Optional.empty());
    return line.sold().taxable() ? line.withTaxes(taxes(order, line.net(), false), Bag.ZERO) : line;
  }

  private void lines(ShopifyOrder order, Purchase purchase) {
    List<List<Allocation>> allocations = allocations(order, purchase);
    Map<String, Group> groups = new LinkedHashMap<>();
    for (int i = 0; i < purchase.items().size(); i++) {
      Item item = purchase.items().get(i);
      Optional<Group> group =
          item.bundle()
              .map(name -> groups.computeIfAbsent(name, title -> new Group(store.id(), title, 1)));
      order.lines.add(line(order, item, allocations.get(i), group));
    }
    purchase.tip().ifPresent(tip -> order.lines.add(tip(order, tip)));
  }

  private Line line(
      ShopifyOrder order, Item item, List<Allocation> allocations, Optional<Group> group) {
    Product product = item.product();
    Sold sold =
        new Sold(
            8_650_000_000_000L + product.number(),
            46_810_000_000_000L + product.number(),
            product.title(),
            product.variant(),
            product.sku(),
            product.grams(),
            !product.virtual(),
            product.taxable(),
            item.properties(),
            group,
            false);
    return new Line(
        store.id(),
        sold,
        order.currencies.of(product.price()),
        item.quantity(),
        item.quantity(),
        0,
        allocations,
        List.of(),
        Bag.ZERO);
  }

  private Line tip(ShopifyOrder order, BigDecimal amount) {
    Sold sold = new Sold(0, 0, "Tip", "", "", 0, false, false, Map.of(), Optional.empty(), true);
    Bag price = order.currencies.of(amount);
    return new Line(store.id(), sold, price, 1, 1, 0, List.of(), List.of(), Bag.ZERO);
  }

  private static List<List<Allocation>> allocations(ShopifyOrder order, Purchase purchase) {
    List<Bag> gross =
        purchase.items().stream()
            .map(item -> order.currencies.of(item.product().price()).times(item.quantity()))
            .toList();
    if (purchase.coupon().isEmpty()) {
      return gross.stream().map(each -> List.<Allocation>of()).toList();
    }
    Bag off = off(order, purchase.coupon().get(), Bag.sum(gross));
    List<BigDecimal> shop =
        Decimals.split(
            off.shop(), gross.stream().map(Bag::shop).toList(), order.currencies.shopScale());
    List<BigDecimal> shown =
        Decimals.split(
            off.shown(), gross.stream().map(Bag::shown).toList(), order.currencies.shownScale());
    List<List<Allocation>> allocations = new ArrayList<>();
    for (int i = 0; i < gross.size(); i++) {
      allocations.add(List.of(new Allocation(0, new Bag(shop.get(i), shown.get(i)))));
    }
    return allocations;
  }

  private static Bag off(ShopifyOrder order, Purchase.Coupon coupon, Bag worth) {
    if (coupon.percent().isPresent()) {
      return order.currencies.rounded(worth.times(coupon.percent().get().movePointLeft(2)));
    }
    Bag fixed = order.currencies.of(coupon.amount().orElse(BigDecimal.ZERO));
    return new Bag(fixed.shop().min(worth.shop()), fixed.shown().min(worth.shown()));
  }

  private ShopifyOrder.Carriage carriage(ShopifyOrder order, Purchase.Carriage carriage) {
    Bag price = order.currencies.of(carriage.price());
    Bag rebate = order.currencies.of(carriage.rebate());
    return new ShopifyOrder.Carriage(
        store.id(),
        carriage.title(),
        carriage.code(),
        price,
        rebate,
        taxes(order, price.minus(rebate), true));
  }

  private List<LineTax> taxes(ShopifyOrder order, Bag net, boolean shipping) {
    BigDecimal all = BigDecimal.ONE;
    for (TaxRate rate : settings.taxes()) {
      all = all.add(shipping && !rate.onShipping() ? BigDecimal.ZERO : rate.rate());
    }
    List<LineTax> taxes = new ArrayList<>();
    for (int i = 0; i < settings.taxes().size(); i++) {
      TaxRate rate = settings.taxes().get(i);
      if (shipping && !rate.onShipping()) {
        continue;
      }
      BigDecimal factor =
          order.taxesIncluded ? rate.rate().divide(all, MathContext.DECIMAL128) : rate.rate();
      taxes.add(new LineTax(i, order.currencies.rounded(net.times(factor))));
    }
    return taxes;
  }

  private Bag.Currencies currencies(Purchase purchase) {
    return purchase
        .presentment()
        .map(
            shown ->
                new Bag.Currencies(
                    settings.currency(),
                    settings.scale(),
                    shown.currency(),
                    Currency.getInstance(shown.currency()).getDefaultFractionDigits(),
                    shown.rate()))
        .orElseGet(
            () ->
                new Bag.Currencies(
                    settings.currency(),
                    settings.scale(),
                    settings.currency(),
                    settings.scale(),
                    BigDecimal.ONE));
  }

  private static String gateway(Purchase purchase) {
    return switch (purchase.tender()) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED ->
          purchase.test() ? "bogus" : "shopify_payments";
      case CASH_ON_DELIVERY -> "Cash on Delivery (COD)";
      case BANK_TRANSFER -> "Bank Deposit";
    };
  }
}
