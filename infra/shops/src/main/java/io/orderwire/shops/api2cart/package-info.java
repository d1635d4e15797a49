/// A store behind API2Cart, after its reference (<https://github.com/api2cart/doc>, `openapi.json`
/// of v1.1, read 2026-11-26), its guide to webhooks
/// (<https://api2cart.com/docs/working-with-webhooks>), its return codes
/// (<https://api2cart.com/docs/response-status-codes>) and its advice to developers
/// (<https://docs.api2cart.com/post/recommendations-for-developers>).
///
/// The store is one of several kinds of carts, with statuses and date patterns of its own. Errors
/// come with status 200 and a return code. A cursor takes no filter with it and bears none beside
/// it; orders without `params` or `response_fields` have neither ids nor times. Webhooks are not
/// signed; after five failures in a row one is made inactive. Calls under way at the same time are
/// counted by store and by account.
@NullMarked
package io.orderwire.shops.api2cart;

import org.jspecify.annotations.NullMarked;
