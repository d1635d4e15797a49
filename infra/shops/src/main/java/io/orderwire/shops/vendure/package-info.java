/// A simulated Vendure shop: the admin API of version 3. Written from its documentation
/// (<https://docs.vendure.io/reference/graphql-api/admin>,
/// <https://docs.vendure.io/guides/core-concepts/orders>, …/money, …/payment, …/auth), from
/// `packages/core` of vendure-ecommerce/vendure 3.5 (`order.entity.ts`, `order-line.entity.ts`,
/// `order-calculator.ts`, `order-modifier.ts`, `order.service.ts`, `payment.service.ts`,
/// `default-order-process.ts`, `list-query-builder`), and from what a running 3.7 does, read
/// 2026-11-27.
///
/// As documented, or seen
/// - an order is the cart that it was: `active` until it is placed, and listed all along
/// - states follow the default process; a list takes 1000 at most
/// - `updatedAt` moves with lines, totals and custom fields. Whatever changes the state (payments,
///   parcels, placing itself) writes the time back that it was read with. No setting makes Vendure
///   less blind
/// - amounts are whole minor units with as many digits as the shop says, whatever the currency;
///   each line is rounded by itself and the order is their sum
/// - a coupon of the whole order is spread over the lines by their worth; a line keeps the discount
///   of as many pieces as were placed
/// - what becomes dearer waits in `ArrangingAdditionalPayment`, what becomes cheaper is refunded
/// - a cancelled order has nothing in it, and its payments stay; its delivery is taken off by its
///   price without tax
/// - a refund of several payments names its lines in each part
/// - what is refused has status 200 and an error with a code; what no query can be has status 400
/// - nobody is told anything: there are no webhooks
///
/// Not documented, and chosen here: another address of a placed order is saved twice, the second
/// time with the old time, so that it does not move; somebody who modifies an order needs 20
/// seconds; parcels arrive after two days; money that came offline is given back by hand, a minute
/// later; virtual goods go by a delivery that costs nothing.
@NullMarked
package io.orderwire.shops.vendure;

import org.jspecify.annotations.NullMarked;
