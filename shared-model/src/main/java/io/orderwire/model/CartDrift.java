package io.orderwire.model;

import java.util.Optional;

/// One difference between a cart and the order it became: `kind` is `item_price`, `shipping`,
/// `tax`, `coupon` or `quantity`.
public record CartDrift(
    String kind, Optional<String> lineId, Optional<String> before, Optional<String> after) {}
