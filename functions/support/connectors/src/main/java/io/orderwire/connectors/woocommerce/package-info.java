/// WooCommerce: REST API `wc/v3` and the core webhooks, as observed on 7.8, 9.3 and 11.0.
///
/// Sources, read 2026-11-23
/// - Webhooks: woocommerce/woocommerce `plugins/woocommerce/includes/class-wc-webhook.php` (commit
///   00e1bc4d), `wc-webhook-functions.php`; secret decoding: WordPress `wp_specialchars_decode` in
///   `src/wp-includes/formatting.php`
/// - Statuses: woocommerce/woocommerce `plugins/woocommerce/src/Enums/OrderStatus.php` (0911046b)
/// - Orders and refunds: `includes/rest-api/Controllers/Version2|Version3/class-wc-rest-orders-…`,
///   <https://woocommerce.github.io/woocommerce-rest-api-docs/>
/// - Keys by the merchant's leave, read 2026-11-27: `includes/class-wc-auth.php`
/// - Genuine deliveries of a shop with 9.3.2, kept as fixtures
///
/// Quirks
/// - Webhooks are never repeated and stop for good after the 7th failure in a row: polling is what
///   makes the picture whole.
/// - A delivery's body is built when it is sent: it may be newer than its topic, and several
///   deliveries may be alike. The delivery id is a hash of subscription and second: different
///   orders share it, so it only counts together with the body.
/// - An order that was removed before its delivery arrives as a signed error object without an id.
///   `order.deleted` means trashed; permanent deletion sends nothing.
/// - All amounts of the parts of an order are without tax, whatever `prices_include_tax` says: that
///   flag only tells how catalogue prices were typed.
/// - `line_items[].price` is a binary float: it is not read as money. A line's unit price is
///   `subtotal / quantity`.
/// - The same order may total one cent more in another version of WooCommerce: what is stated
///   stays, the difference is a variance.
/// - The listing's bounds are exclusive and tick in seconds; a text with a zone is misread, so
/// times
///   go without one and with `dates_are_gmt=true`.
/// - Refunds in orders are stubs (id, reason, total): lines, tax and time are in
///   `/orders/{id}/refunds`, which a fetch adds as `refund_resources`.
/// - Shipments are what tracking plugins leave in `_wc_shipment_tracking_items`. Core's own
///   `/orders/{id}/fulfillments`, which new versions have behind a feature flag, is not read.
/// - Keys that a merchant lets be made are posted to the callback with nothing but `user_id` to
/// tell
///   whose they are; any answer but 200 takes them away again.
/// - The order's only currency is the one the buyer paid in; what currency plugins add stays in the
///   custom fields.
@NullMarked
package io.orderwire.connectors.woocommerce;

import org.jspecify.annotations.NullMarked;
