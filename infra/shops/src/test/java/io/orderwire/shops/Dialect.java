package io.orderwire.shops;

import java.util.Map;

/// How a platform says what all of them say. Each cart's tests have one, and [Dialects] lists it.
public interface Dialect {
  Platform platform();

  /// Topic of a new order.
  String created();

  /// Topic of a changed one.
  String updated();

  /// Where targets begin.
  String path();

  /// Target that lists orders.
  String orders();

  /// Headers of a call with these credentials.
  Map<String, String> authorization(ShopSettings settings);

  /// Says that the credentials are not good.
  default boolean isUnauthorized(ShopReply reply) {
    return reply.status() == 401;
  }

  /// Settings with which [#authorization] is all that a call needs.
  default ShopSettings simple(ShopSettings usual) {
    return usual;
  }

  /// Lower-case name of the header with a delivery's signature; where nothing is signed, of the one
  /// that says what it is about.
  String signature();

  /// Whether a delivery's signature fits.
  default boolean isSigned(String secret, Map<String, String> headers, byte[] body) {
    return headers.getOrDefault(signature(), "").equals(Signature.base64(secret, body));
  }

  /// Pointer of the order's id in a delivery.
  default String orderId() {
    return "/id";
  }
}
