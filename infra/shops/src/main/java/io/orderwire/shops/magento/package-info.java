/// A simulated Magento shop: REST V1, and the events of Adobe Commerce where it has any. Written
/// from the REST and events guides (<https://developer.adobe.com/commerce/webapi/rest/>,
/// <https://developer.adobe.com/commerce/extensibility/events/>,
/// <https://developer.adobe.com/events/docs/guides/>) and the order states of magento/magento2
/// (`Sales/Model/Order.php`, `Sales/Model/ResourceModel/Order/Handler/State.php`), read 2026-11-26.
///
/// As documented
/// - an order is spread over itself and the collections of its invoices, shipments, credit memos
///   and transactions; each is searched by `searchCriteria`, and what is null is no key at all
/// - every amount comes twice: booked, and as the buyer saw it
/// - a configurable and its variant are two items, of which the first has money and counts; a
///   bundle of dynamic price leaves both to its parts
/// - an edit cancels the order and places another, and each names the other
/// - calls are signed with OAuth 1.0a; a token alone counts only where the shop allows it
/// - Magento Open Source tells nobody anything. Adobe Commerce tells Adobe, which delivers signed
///   events with two keys of its own, repeats them for a day after a 429 or 5xx, and disables a
///   registration of which four fifths fail for a day after it was called unstable
///
/// Not documented, and chosen here: redirect gateways have orders wait in `pending_payment` and
/// cancel what they decline, and nothing is shipped before they answered; a comment does not move
/// an order's modification time; quotes of finished checkouts are cleaned at once; Adobe's keys are
/// short, so that many deliveries can be signed.
@NullMarked
package io.orderwire.shops.magento;

import org.jspecify.annotations.NullMarked;
