package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Item;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Product;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Turns a basket into an order's items.
final class WooBasket {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final WooStore store;
  private final WooPricing pricing;
  private final ShopSettings settings;
  private final RandomGenerator random;

  WooBasket(WooStore store, WooPricing pricing, ShopSettings settings, RandomGenerator random) {
    this.store = store;
    this.pricing = pricing;
    this.settings = settings;
    this.random = random;
  }

  /// A new order with everything of the basket in it, not yet stored, status `pending`.
  WooOrder order(Purchase purchase) {
    WooOrder order =
        new WooOrder(
            store.postId(),
            "wc_order_" + key(),
            store.now(),
            "checkout",
            settings.currency(),
            settings.pricesIncludeTax());
    order.email = purchase.buyer().email().orElse("");
    order.billing = purchase.billing().orElse(WooAddresses.NONE);
    order.shipping = purchase.shipping().orElse(WooAddresses.NONE);
    order.note = purchase.note();
    order.cartHash = hash();
    payment(order, purchase.tender());
    fill(order, purchase, true);
    purchase
        .customFields()
        .forEach(
            (name, value) ->
                order.meta.add(new WooOrder.Meta(store.metaId(), name, customValue(value))));
    return order;
  }

  /// (Re)writes the items.
  ///
  /// @param whole false leaves delivery, fees and taxes out, as a half-written order has it
  void fill(WooOrder order, Purchase purchase, boolean whole) {
    order.rendered = Optional.empty();
    order.carriages.clear();
    order.fees.clear();
    if (order.lines.isEmpty()) {
      lines(order, purchase);
    }
    if (whole) {
      purchase.carriage().ifPresent(carriage -> order.carriages.add(carriage(carriage)));
      purchase.fees().forEach(fee -> order.fees.add(fee(fee)));
    }
    for (int i = 0; i < order.lines.size(); i++) {
      WooOrder.Line line = order.lines.get(i);
      boolean taxed = whole && line.taxable();
      order.lines.set(
          i,
          line.priced(
              line.quantity(),
              line.subtotal(),
              line.total(),
              pricing.taxes(line.total(), line.subtotal(), taxed, false)));
    }
    spreadTaxes(order);
  }

  /// Gives every rate that is in use its tax line; lines that exist keep their id.
  void spreadTaxes(WooOrder order) {
    for (int rate = 0; rate < settings.taxes().size(); rate++) {
      int wanted = rate;
      boolean used =
          order.lines.stream().anyMatch(l -> uses(l.taxes(), wanted))
              || order.fees.stream().anyMatch(f -> uses(f.taxes(), wanted))
              || order.carriages.stream().anyMatch(c -> uses(c.taxes(), wanted));
      boolean there = order.taxLines.stream().anyMatch(tax -> tax.rate() == wanted);
      if (used && !there) {
        order.taxLines.add(new WooOrder.TaxLine(store.itemId(), rate));
      }
      if (!used) {
        order.taxLines.removeIf(tax -> tax.rate() == wanted);
      }
    }
  }

  /// One line.
  ///
  /// @param discount off the whole line, in the terms prices are entered in
  WooOrder.Line line(Item item, BigDecimal discount) {
    Product product = item.product();
    BigDecimal entered = product.price().multiply(BigDecimal.valueOf(item.quantity()));
    BigDecimal subtotal = pricing.withoutTax(entered, product.taxable(), false);
    BigDecimal total = pricing.withoutTax(entered.subtract(discount), product.taxable(), false);
    boolean varied = !product.variant().isEmpty();
    return new WooOrder.Line(
        store.itemId(),
        product.name(),
        varied ? product.title() : "",
        product.sku(),
        product.number(),
        varied ? product.number() + 1 : 0,
        item.quantity(),
        0,
        product.virtual(),
        product.taxable(),
        subtotal,
        total,
        pricing.taxes(total, subtotal, product.taxable(), false),
        metas(item));
  }

  /// The same line with another quantity, at the same unit prices.
  WooOrder.Line resized(WooOrder.Line line, int quantity) {
    BigDecimal subtotal = share(line.subtotal(), quantity, line.quantity());
    BigDecimal total = share(line.total(), quantity, line.quantity());
    return line.priced(
        quantity, subtotal, total, pricing.taxes(total, subtotal, line.taxable(), false));
  }

  private void lines(WooOrder order, Purchase purchase) {
    List<BigDecimal> values = new ArrayList<>();
    List<Integer> pieces = new ArrayList<>();
    for (Item item : purchase.items()) {
      values.add(item.product().price().multiply(BigDecimal.valueOf(item.quantity())));
      pieces.add(item.quantity());
    }
    List<BigDecimal> discounts =
        purchase
            .coupon()
            .map(coupon -> pricing.discounts(coupon, values, pieces))
            .orElseGet(() -> values.stream().map(value -> BigDecimal.ZERO).toList());
    Map<String, Long> bundles = new LinkedHashMap<>();
    for (int i = 0; i < purchase.items().size(); i++) {
      Item item = purchase.items().get(i);
      WooOrder.Line line = line(item, discounts.get(i));
      order.lines.add(item.bundle().map(name -> bundled(line, name, bundles)).orElse(line));
    }
    purchase.coupon().ifPresent(coupon -> order.coupons.add(coupon(order, coupon)));
  }

  /// The Product Bundles plugin: the first line of a bundle is the container, the others point to
  /// it.
  private WooOrder.Line bundled(WooOrder.Line line, String name, Map<String, Long> bundles) {
    boolean container = !bundles.containsKey(name);
    bundles.putIfAbsent(name, line.id());
    List<WooOrder.Meta> metas = new ArrayList<>(line.meta());
    metas.add(
        container
            ? new WooOrder.Meta(store.metaId(), "_bundle_cart_key", JsonText.NODES.textNode(name))
            : new WooOrder.Meta(store.metaId(), "_bundled_by", JsonText.NODES.textNode(name)));
    return new WooOrder.Line(
        line.id(),
        line.name(),
        line.parentName(),
        line.sku(),
        line.product(),
        line.variation(),
        line.quantity(),
        0,
        line.virtual(),
        line.taxable(),
        line.subtotal(),
        line.total(),
        line.taxes(),
        metas);
  }

  private WooOrder.CouponLine coupon(WooOrder order, Purchase.Coupon coupon) {
    BigDecimal off = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (WooOrder.Line line : order.lines) {
      off = off.add(line.subtotal()).subtract(line.total());
      for (WooOrder.ItemTax each : line.taxes()) {
        tax = tax.add(each.subtotal()).subtract(each.total());
      }
    }
    return new WooOrder.CouponLine(
        store.itemId(),
        store.metaId(),
        coupon.code(),
        pricing.round(off),
        pricing.round(tax),
        coupon.percent().isPresent(),
        coupon.percent().or(coupon::amount).orElse(BigDecimal.ZERO));
  }

  private WooOrder.Carriage carriage(Purchase.Carriage carriage) {
    BigDecimal total = pricing.withoutTax(carriage.price().subtract(carriage.rebate()), true, true);
    return new WooOrder.Carriage(
        store.itemId(),
        carriage.title(),
        carriage.code(),
        total,
        pricing.taxes(total, total, true, true));
  }

  private WooOrder.Fee fee(Purchase.Fee fee) {
    return new WooOrder.Fee(
        store.itemId(),
        fee.name(),
        fee.taxable(),
        fee.amount(),
        pricing.taxes(fee.amount(), fee.amount(), fee.taxable(), false));
  }

  private List<WooOrder.Meta> metas(Item item) {
    List<WooOrder.Meta> metas = new ArrayList<>();
    item.properties()
        .forEach(
            (name, value) ->
                metas.add(new WooOrder.Meta(store.metaId(), name, JsonText.NODES.textNode(value))));
    return metas;
  }

  /// A value that looks like JSON is kept as JSON: plugins store numbers, lists and objects too.
  private static com.fasterxml.jackson.databind.JsonNode customValue(String value) {
    if (value.startsWith("{") || value.startsWith("[")) {
      return JsonText.parse(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .orElse(JsonText.NODES.textNode(value));
    }
    return JsonText.NODES.textNode(value);
  }

  private static void payment(WooOrder order, Purchase.Tender tender) {
    switch (tender) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED -> {
        order.paymentMethod = "stripe";
        order.paymentTitle = "Credit Card (Stripe)";
      }
      case CASH_ON_DELIVERY -> {
        order.paymentMethod = "cod";
        order.paymentTitle = "Cash on delivery";
      }
      case BANK_TRANSFER -> {
        order.paymentMethod = "bacs";
        order.paymentTitle = "Direct bank transfer";
      }
    }
  }

  private static boolean uses(List<WooOrder.ItemTax> taxes, int rate) {
    return taxes.stream().anyMatch(tax -> tax.rate() == rate);
  }

  private static BigDecimal share(BigDecimal whole, int part, int of) {
    return whole
        .multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(of), WooPricing.PRECISION, RoundingMode.HALF_UP);
  }

  private String key() {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < 13; i++) {
      key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return key.toString();
  }

  private String hash() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
