package io.orderwire.shops;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What every simulated shop sells.
public final class Catalogue {
  public static final Product JACKET =
      product(110, "NF-JKT-MOS-L", "Trail Shell Jacket", "Moss / L", "120.00", 680);
  public static final Product SOCKS =
      product(120, "NF-SCK-M", "Merino Hiking Socks", "M", "15.00", 90);
  public static final Product BOTTLE =
      product(130, "NF-BTL-05", "Insulated Bottle 0.5 l", "", "18.00", 310);
  public static final Product STRAP = product(140, "NF-STR-01", "Bottle Strap", "", "7.00", 40);
  public static final Product MUG =
      product(150, "MUG-Ü", "Größe – ünïcode \"Mug\" ☕ 日本", "", "12.22", 420);
  public static final Product TOWEL =
      product(160, "HK-TWL-01", "Linen Tea Towel <b>", "", "24.95", 120);

  /// A price whose tax ends in half a cent at usual rates.
  public static final Product CARD = product(170, "CRD-5", "Postcard & stamp", "", "0.55", 6);

  public static final Product GUIDE =
      new Product(180, "NF-PDF-1", "Trail guide (PDF)", "", new BigDecimal("9.90"), 0, true, true);
  public static final Product STICKER =
      new Product(190, "STK-0", "Free sticker", "", new BigDecimal("0.00"), 0, true, true);
  public static final Product DONATION =
      new Product(200, "DON-1", "Donation", "", new BigDecimal("5.00"), 0, true, false);

  /// All of it, in a fixed order.
  public static final List<Product> ALL =
      List.of(JACKET, SOCKS, BOTTLE, STRAP, MUG, TOWEL, CARD, GUIDE, STICKER, DONATION);

  private Catalogue() {}

  public static Optional<Product> bySku(String sku) {
    return ALL.stream().filter(product -> product.sku().equals(sku)).findFirst();
  }

  private static Product product(
      int number, String sku, String title, String variant, String price, int grams) {
    return new Product(number, sku, title, variant, new BigDecimal(price), grams, false, true);
  }
}
