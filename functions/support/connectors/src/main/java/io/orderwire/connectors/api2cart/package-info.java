/// API2Cart: API `v1.1`, one interface to the carts behind it.
///
/// Sources
/// - Date patterns: api2cart/doc `openapi.json`; letters:
///   <https://www.php.net/manual/en/datetime.format.php>
///
/// Quirks
/// - A time is a pair of a text and the PHP date pattern that wrote it, and the pattern differs
/// from
///   cart to cart.
@NullMarked
package io.orderwire.connectors.api2cart;

import org.jspecify.annotations.NullMarked;
