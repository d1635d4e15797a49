/// Magento Open Source and Adobe Commerce: REST V1 of a self-hosted or hosted shop, and events of
/// Adobe Commerce as Adobe I/O Events delivers them.
///
/// Sources, read 2026-11-26
/// - Searches, authorization, limits: AdobeDocs/commerce-webapi `src/pages/rest/**`,
///   `src/pages/get-started/**`; fields: `src/openapi/admin-schema-2.4.9.yaml`
/// - Errors: magento/magento2 `lib/internal/Magento/Framework/Webapi/Rest/Response.php`
/// - States: magento/magento2 `app/code/Magento/Sales/Model/Order.php`,
///   `app/code/Magento/Sales/Model/ResourceModel/Order/Handler/State.php` (13cf1398)
/// - Events: AdobeDocs/commerce-extensibility `src/pages/events/**`; signatures, retries and the
///   challenge: AdobeDocs/adobe-io-events `src/pages/guides/**`,
///   <https://developer.adobe.com/events/docs/guides/sdk/sdk_signature_verification/>
/// - A running Magento Open Source 2.4.5
///
/// Quirks
/// - Open Source sends nothing: the store is polled. Its health counts no deliveries then.
/// - An event's signature is made with keys of Adobe's, not of the store: the client id in the
///   signed body says for whom it is. There is no window of time; the event's id tells repeats.
/// - Every amount comes twice. The `base_` one is booked and charged by gateways: it is the
/// order's;
///   what the buyer saw is the presentment.
/// - Times are UTC without a zone. What is null is usually no key at all.
/// - Amounts of items are without tax. A discount off a price with tax is stated with tax;
///   `discount_tax_compensation_amount` is the tax in it, and added back.
/// - Gift cards, store credit and reward points lower `grand_total`: they are tenders, and the
///   difference is explained by them.
/// - A configurable and its variant, a bundle and its parts are items beside each other: [Items]
///   says on which level money and counts stand.
/// - Statuses are labels of the merchant: the state counts, but for the status `fraud`.
/// - Editing an order cancels it and makes another with `relation_parent_id`; the old one names its
///   child. Both are orders, the old one cancelled.
/// - `total_paid` does not fall with refunds, nor the authorized amount with a void. Transactions
/// have
///   no amounts.
/// - Shipments, invoices, credit memos and transactions are collections of their own, swept by
/// their
///   own time. A tracking number that is added later may move none of them: open and recent orders
///   are read again.
/// - Pages are numbers, and a page past the end may repeat the last one: the listing goes on behind
///   the last row instead.
@NullMarked
package io.orderwire.connectors.magento;

import org.jspecify.annotations.NullMarked;
