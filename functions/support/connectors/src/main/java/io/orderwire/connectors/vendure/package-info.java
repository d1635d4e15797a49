/// Vendure: GraphQL admin API of version 3, as a running 3.7 serves it.
///
/// Sources, read 2026-11-26
/// - <https://docs.vendure.io/reference/graphql-api/admin/queries/#orders> and the schema that
///   `@vendure/core` 3.7.3 serves
/// - States: vendure-ecommerce/vendure `packages/core/src/service/helpers/order-state-machine`,
///   `payment-state-machine`, `fulfillment-state-machine`, `refund-state-machine`
///
/// Quirks
/// - There are no webhooks: events stay inside the server's process.
/// - `updatedAt` of an order moves with its lines and totals, and not with its state: what is paid,
///   shipped, refunded or cancelled shows only when the order is read again.
/// - An order's last change is therefore the latest time that it or any of its parts states.
/// - Active orders are carts and are listed among the orders; drafts of the admin are not active.
/// - In a shop of several sellers the aggregate order and its seller orders name the same money:
///   seller orders are left out.
/// - Amounts are whole minor units. How many make a major one is the shop's, whatever its
///   currencies: the option `precision`.
/// - Prices are read with tax; without it, they are what tax is told from.
/// - A cancelled line has quantity 0 and the order's totals fall by it; what was ordered stays in
///   `orderPlacedQuantity`. A refund moves no total.
/// - Custom fields are members of types that differ from shop to shop: the schema is asked for them
///   before an order is.
/// - The metadata of payments is whatever the gateway's plugin wrote, cards included: it is not
///   asked for.
@NullMarked
package io.orderwire.connectors.vendure;

import org.jspecify.annotations.NullMarked;
