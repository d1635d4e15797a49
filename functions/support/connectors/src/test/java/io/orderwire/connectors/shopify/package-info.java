/// The Shopify connector against the contract, its feed against recorded pages, its queries against
/// the official schema.
@NullMarked
package io.orderwire.connectors.shopify;

import org.jspecify.annotations.NullMarked;
