/// BigCommerce: orders of REST V2 with what V3 adds to them, webhooks of V3 signed as Standard
/// Webhooks.
///
/// Sources, read 2026-11-26 in bigcommerce/docs (commit 24f580ca)
/// - Orders: `reference/orders.v2.oas2.yml`; transactions, refunds, metafields:
///   `reference/orders.v3.yml`; carts: `reference/carts.v3.yml`
/// - Webhooks: `reference/webhooks.v3.yml`,
/// `docs/integrations/webhooks/https-webhook-overview.mdx`,
///   `docs/integrations/webhooks/events/index.mdx`
/// - The app's installation, read 2026-11-27: `docs/integrations/apps/guide/auth.mdx`,
/// `buttons.mdx`
/// - Limits: `docs/api-docs/getting-started/api-rate-limits.mdx`
/// - Line totals before and after discounts: bigcommerce/api-specs issues 1425, 1438 and 1457
///
/// Quirks
/// - A delivery only names what changed, may come twice and out of order: the order is always
///   fetched. The topic stands in the signed body; the hooks that Orderwire registers repeat it in
/// a
///   header of their own.
/// - One order is spread over nine addresses. A fetch puts them together into one document: links
///   (`products`, `shipping_addresses`, `coupons`) give way to what they lead to, and `taxes`,
///   `shipments`, `transactions`, `refunds` and `metafields` stand beside them.
/// - An empty V2 list is a 204 without a body. V2 dates are RFC 2822, empty text where unset; V3
///   writes RFC 3339.
/// - `order/created` fires for incomplete orders too (status 0): they are drafts.
/// - Merchants rename statuses: only `status_id` counts. Money is in `payment_status`; the status
///   speaks for it only where that is empty.
/// - Every amount comes with and without tax. The side that was typed is exact
///   (`is_tax_inclusive_pricing`), the other derived. The documentation's own example of an order
///   has the flag false and a discount taken off prices with tax: where the sides do not add up,
/// the
///   side with tax counts.
/// - `total_inc_tax = subtotal_inc_tax + shipping_cost_inc_tax + handling_cost_inc_tax +
///   wrapping_cost_inc_tax + fees - discount_amount - coupon_discount`. Store credit and gift
///   certificates are tenders, not deductions.
/// - Line totals are before discounts; `applied_discounts` (since 2023) says what a line bears, on
///   older orders `discounted_total_inc_tax` at most.
/// - `default_currency_code` is the currency the buyer pays in, and that of all amounts;
///   `currency_code` is what the storefront showed.
/// - `refunded_amount` is documented as always 0: refunds count instead. A refund whose payments
///   were all declined moved no money.
/// - `DELETE` archives an order (`is_deleted`): listings leave it out unless asked. Merchants
///   archive finished orders too, so only one of which nothing was shipped counts as cancelled.
/// - Bounds of the listing are taken for inclusive, as V3 says of its own; pages are numbers, so
/// the
///   listing goes on behind the last time seen instead.
/// - The callback of an installation brings back no state. An installation from outside may be told
///   how it went (`/install/succeeded`); the merchant is sent to the console instead.
/// - Carts can be fetched but not listed, and are gone once they became orders.
@NullMarked
package io.orderwire.connectors.bigcommerce;

import org.jspecify.annotations.NullMarked;
