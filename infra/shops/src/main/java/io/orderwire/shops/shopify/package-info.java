/// A simulated Shopify shop: Admin GraphQL and REST 2026-07, and webhooks.
///
/// Sources: the official Admin schema 2026-07 (npm `@shopify/dev-mcp`), the REST reference, the
/// webhook pages of shopify.dev and its changelog, Shopify's own client libraries, and public
/// clients generated from the schema. Read November 2026.
///
/// Quirks kept
/// - webhook bodies are those of the moment of the event, and retries repeat them byte for byte
/// - all deliveries of one action share `X-Shopify-Event-Id`; `X-Shopify-Webhook-Id` is per
/// delivery
/// - 8 retries within 4 hours, then the subscription is deleted without a word
/// - REST and webhooks write times with the shop's offset, GraphQL in UTC; slashes, `<`, `>` and
/// `&`
///   are escaped
/// - a refund line's `subtotal` and `total_tax` are JSON numbers in REST, all other amounts texts
/// - a throttled GraphQL call is HTTP 200 with error code `THROTTLED`
/// - orders older than 60 days are silently absent
/// - an order edit that removes goods leaves `quantity` and `total_price` as they were: it lowers
///   `current_quantity` and the `current_` totals and adds a refund without money
///
/// Known differences: the cost of a nested connection is Shopify's secret; it is modelled on
/// published observations (a connection of 250 costs about a dozen times its node, not 250 times).
@NullMarked
package io.orderwire.shops.shopify;

import org.jspecify.annotations.NullMarked;
