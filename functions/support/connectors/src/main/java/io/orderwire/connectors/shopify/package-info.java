/// Shopify: webhooks, Admin GraphQL 2026-07, and the legacy Admin REST API as a store option.
///
/// Sources, read 2026-11-23: the Admin GraphQL schema 2026-07 and 2026-10 with its descriptions (as
/// bundled in Shopify's `@shopify/dev-mcp` 1.16.0, which calls 2026-07 the latest stable); pages of
/// shopify.dev «delivery structure», «verify deliveries», «webhook best practices», «GraphQL Admin
/// API rate limits», «versioning», «protected customer data», «privacy law compliance»; the REST
/// order reference; Shopify's own API library for JavaScript. Read 2026-11-27: «authenticate
/// standalone apps», «use expiring offline access tokens», the changelogs of 10 December 2025 and
/// 28 August 2026, and in that library `lib/auth/oauth` and `lib/utils/hmac-validator.ts`.
///
/// Quirks
/// - Webhook bodies are REST-shaped whatever API subscribed; they carry neither transactions,
///   returns nor metafields. `orders/edited` has the edit and not the order; fulfilment order
///   topics name no order.
/// - REST's `fulfillment_status` knows no holds: an order on hold or scheduled looks unfulfilled in
///   a webhook. The mapper gives both dialects GraphQL's words, so that they agree.
/// - One account of a person may stand on a guest's order: a buyer with a customer id is an
///   account here. GraphQL leaves the customer out where nobody signed in.
/// - Deliveries are signed over the body alone. The delivery id (`X-Shopify-Webhook-Id`) is the
///   only guard against replays.
/// - `total_price` includes edits and not refunds; it contains tips (which are line items), not
///   cash rounding. Gift cards bought are lines, gift cards used are transactions.
/// - A refund's transactions are in the buyer's currency in webhooks, and its lines in both.
/// - The parts of a bundle name their group; there is no line for the bundle.
/// - GraphQL's `refunds`, `fulfillments` and `transactions` are arrays without a cursor: as many as
///   asked for may mean that there are more.
/// - A checkout's listing cannot be ordered by update.
/// - An access token that a merchant gave ends after an hour; its refresh token is another after
///   each use, and the one before is good until then. The code's exchange asks for that by
///   `expiring`.
/// - Barcodes, delivery times and the names of fees stand in one dialect alone and are left out, so
///   that a webhook and a fetch of the same order do not disagree.
@NullMarked
package io.orderwire.connectors.shopify;

import org.jspecify.annotations.NullMarked;
