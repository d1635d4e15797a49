/// API2Cart: API `v1.1`, one interface to the carts behind it.
///
/// Sources
/// - Pairs of text and pattern: api2cart/api2cart-mock-api
///   `AmazonSP/order/info/order-id-111-2392565-0194613.response.json` (commit b1f0e847), read
///   2026-11-26
/// - Letters of the patterns: <https://www.php.net/manual/en/datetime.format.php>
///
/// Quirks
/// - A time is a text beside the PHP date pattern that wrote it; the pattern is the cart's own.
@NullMarked
package io.orderwire.connectors.api2cart;

import org.jspecify.annotations.NullMarked;
