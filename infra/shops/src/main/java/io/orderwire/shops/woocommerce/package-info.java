/// A simulated WooCommerce shop: REST v3 and core webhooks as WooCommerce 9.3.2 on WordPress 6.6.2
/// shows them, with the newer behaviour of paging ties.
///
/// Sources: woocommerce/woocommerce `includes/class-wc-webhook.php`,
/// `includes/wc-webhook-functions.php`, the REST controllers of v2 and v3 and
/// `includes/class-wc-rest-authentication.php`; woocommerce-rest-api-docs; genuine deliveries of a
/// running 9.3.2 shop (test fixtures). Read November 2026.
///
/// Quirks kept
/// - bodies are built when the webhook leaves, not when its event happened; an order that is gone
///   by then is a signed error object under its topic
/// - the delivery id is a hash of webhook id and second: one id for many deliveries
/// - no retry; the seventh failure in a row disables the webhook, and nothing tells
/// - `order.deleted` means trashed; deleting for good sends nothing
/// - `checkout-draft` baskets leak through `order.updated` and `status=any`
/// - item edits and gateway refunds do not move `date_modified` ([io.orderwire.shops.ShopSettings])
/// - Basic auth and keys in the query work over https only; over http it is OAuth 1.0a
///
/// Known differences: the ping is sent right after the call that made the webhook, not during it.
@NullMarked
package io.orderwire.shops.woocommerce;

import org.jspecify.annotations.NullMarked;
