/// A simulated BigCommerce store: orders of REST V2 with their V3 additions, carts, and webhooks
/// that only name what changed. Written from the reference and the guides at
/// <https://github.com/bigcommerce/docs> (commit 24f580ca, read 2026-11-26).
///
/// As documented
/// - an order is spread over its own address and those of its products, shipping addresses,
/// coupons,
///   taxes, shipments, transactions, refunds and metafields
/// - V2 lists that are empty are 204 without a body, V2 dates are RFC 2822, errors are a list; V3
///   wraps in `data` and `meta`
/// - every API call takes from a quota of a window of 30 seconds, whose headers tell what is left
/// - deliveries are signed as Standard Webhooks with the client secret, repeated eleven times
/// within
///   48 hours, after which the hook is deactivated, as it is after 90 days without an event; a
///   destination that fails more than one in ten is not called for three minutes
/// - `refunded_amount` is always zero, editing a line clears its discounts, nothing is ever deleted
///
/// Not documented, and chosen here: bounds of listings are inclusive; an order is incomplete while
/// its payment fails; metafields do not move an order's modification time.
@NullMarked
package io.orderwire.shops.bigcommerce;

import org.jspecify.annotations.NullMarked;
