package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.RawNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which line is a part of which. Core has no bundles; plugins tie a part to its container in one
/// of three ways:
/// - by the container's line id, in a member of the line: newer Product Bundles and Composite
///   Products (`bundled_by`, `composite_parent`);
/// - by the container's cart key, in meta: Product Bundles, Composite Products, Mix and Match;
/// - by the container's product, in meta: WPC Product Bundles, Chained Products. Then it is the
///   nearest line of that product before the part, as these plugins put containers first.
///
/// Keys read 2026-11-23 in the plugins: `class-wc-pb-order.php` (Product Bundles 6.16),
/// `woosb_add_order_item_meta` in `class-woosb.php` (WPC Product Bundles), `_chained_product_of` in
/// `class-wc-chained-products.php`.
final class Bundles {
  private static final List<String> PRODUCT_KEYS =
      List.of("_woosb_parent_id", "_chained_product_of");

  /// A part's meta key to its container's.
  private static final Map<String, String> CART_KEYS = cartKeys();

  private final Map<String, String> containers;

  private Bundles(Map<String, String> containers) {
    this.containers = containers;
  }

  static Bundles of(List<RawNode> lines) {
    Map<String, String> known = known(lines);
    Map<String, String> containers = new LinkedHashMap<>();
    for (int index = 0; index < lines.size(); index++) {
      int place = index;
      RawNode line = lines.get(index);
      String id = line.text("id").orElse("");
      byMember(line, known)
          .or(() -> byCartKey(line, known))
          .or(() -> byProduct(lines, place))
          .filter(container -> !container.equals(id))
          .ifPresent(container -> containers.put(id, container));
    }
    return new Bundles(containers);
  }

  /// The line id of a line's container.
  Optional<String> container(String lineId) {
    return Optional.ofNullable(containers.get(lineId));
  }

  private static Optional<String> byMember(RawNode line, Map<String, String> known) {
    return List.of("bundled_by", "composite_parent").stream()
        .flatMap(member -> line.text(member).stream())
        .filter(id -> !id.equals("0") && known.containsValue(id))
        .findFirst();
  }

  private static Optional<String> byCartKey(RawNode line, Map<String, String> known) {
    Metas metas = Metas.of(line);
    return CART_KEYS.entrySet().stream()
        .flatMap(
            link ->
                metas.text(List.of(link.getKey())).stream()
                    .flatMap(key -> Optional.ofNullable(known.get(link.getValue() + key)).stream()))
        .findFirst();
  }

  private static Optional<String> byProduct(List<RawNode> lines, int index) {
    Optional<String> product = Metas.of(lines.get(index)).text(PRODUCT_KEYS);
    if (product.isEmpty()) {
      return Optional.empty();
    }
    for (int before = index - 1; before >= 0; before--) {
      RawNode line = lines.get(before);
      boolean sells =
          line.text("product_id").equals(product) || line.text("variation_id").equals(product);
      if (sells && Metas.of(line).text(PRODUCT_KEYS).isEmpty()) {
        return line.text("id");
      }
    }
    return Optional.empty();
  }

  /// Line ids by the cart keys that lines carry, and by themselves.
  private static Map<String, String> known(List<RawNode> lines) {
    Map<String, String> known = new LinkedHashMap<>();
    for (RawNode line : lines) {
      line.text("id")
          .ifPresent(
              id -> {
                known.put(id, id);
                Metas metas = Metas.of(line);
                CART_KEYS
                    .values()
                    .forEach(
                        key ->
                            metas
                                .text(List.of(key))
                                .ifPresent(value -> known.putIfAbsent(key + value, id)));
              });
    }
    return known;
  }

  private static Map<String, String> cartKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("_bundled_by", "_bundle_cart_key");
    keys.put("_composite_parent", "_composite_cart_key");
    keys.put("_mnm_container", "_mnm_cart_key");
    return keys;
  }
}
