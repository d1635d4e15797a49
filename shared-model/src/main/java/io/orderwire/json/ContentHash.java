package io.orderwire.json;

import io.orderwire.model.Cart;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.model.Revision;
import io.orderwire.model.Source;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The hash by which equal content is recognised: SHA-256 (hex) of the canonical JSON without
/// version, source and findings. Findings are left out because they point into one dialect's raw
/// document; what Orderwire itself knows of an order (the person behind the buyer, the cart it came
/// from) is left out because no document states it.
public final class ContentHash {
  private static final Source NO_SOURCE =
      new Source(
          new Revision(Instant.EPOCH, Optional.empty(), ""),
          Read.WEBHOOK,
          Optional.empty(),
          "",
          0,
          "");

  private ContentHash() {}

  public static String of(Order order) {
    return sha256(Json.bytes(stated(order)));
  }

  /// The same, where an earlier version is at hand whose hash holds for equal content: comparing
  /// costs a tenth of hashing, and most of what arrives says nothing new.
  public static String of(Order order, Optional<Order> earlier) {
    return earlier
        .filter(version -> isSame(version, order))
        .map(version -> version.source().revision().contentHash())
        .orElseGet(() -> of(order));
  }

  /// Whether documents state the same of two orders: what equal hashes say, without taking any.
  public static boolean isSame(Order one, Order other) {
    return stated(one).equals(stated(other));
  }

  private static Order stated(Order order) {
    return new Order(
        order.ref(),
        order.platform(),
        order.number(),
        0,
        order.channel(),
        order.cartId(),
        order.statusUrl(),
        order.adminUrl(),
        order.test(),
        NO_SOURCE,
        order.lifecycle(),
        order.commitment(),
        order.buyer().inCluster(Optional.empty()),
        order.addresses(),
        order.lines(),
        order.discounts(),
        order.shipping(),
        order.charges(),
        order.totals(),
        order.payments(),
        order.shipments(),
        order.refunds(),
        order.returns(),
        order.customFields(),
        List.of(),
        Optional.empty(),
        order.erasedAt());
  }

  public static String of(Cart cart) {
    return sha256(Json.bytes(cart.withVersion(0).withSource(NO_SOURCE).withFindings(List.of())));
  }

  /// SHA-256 in hex.
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missingFromJvm) {
      throw new IllegalStateException("every JVM has SHA-256", missingFromJvm);
    }
  }
}
