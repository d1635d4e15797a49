package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Purchase;
import java.time.Instant;

/// A basket that is no order yet.
record BigCart(String id, Purchase purchase, Instant created) {}
