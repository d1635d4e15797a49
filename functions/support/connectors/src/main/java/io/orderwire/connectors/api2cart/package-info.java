/// API2Cart: API `v1.1`, one interface to the carts behind it.
///
/// Sources
/// - Methods, parameters and shapes: api2cart/doc `openapi.json` (commit 0047f1cc), read 2026-11-26
/// - Webhooks: <https://api2cart.com/docs/working-with-webhooks>, read 2026-11-26
/// - Pairs of text and pattern: api2cart/api2cart-mock-api
///   `AmazonSP/order/info/order-id-111-2392565-0194613.response.json` (commit b1f0e847), read
///   2026-11-26
/// - Words of statuses: the carts' own sources, which `statuses.txt` beside the fixtures names; for
///   Amazon also `AmazonSP/order/status.list/basic.response.json` of api2cart/api2cart-mock-api
/// - Letters of the patterns: <https://www.php.net/manual/en/datetime.format.php>
///
/// Quirks
/// - A time is a text beside the PHP date pattern that wrote it; the pattern is the cart's own.
/// - Errors come with status 200 and a `return_code`. 7 and 110 are the store's limits, 10 is the
///   account's.
/// - Without `params` or `response_fields` an order has no id, no times and no total.
/// - A cursor takes no filter with it: what lies behind it may be outside of the window or of
///   another order.
/// - `price_inc_tax` equals `price` in some carts; both blocks of totals may be null, as may any
///   total. Whether the subtotal is before the discount, and without tax, only the sums tell.
/// - Statuses are the cart's own words, or numbers with a name.
/// - No signature of webhooks is public: a secret stands in the callback's address, and deliveries
///   only name what is fetched. One without a body says that API2Cart lost the cart.
@NullMarked
package io.orderwire.connectors.api2cart;

import org.jspecify.annotations.NullMarked;
