package io.orderwire.model;

import java.util.List;

/// An order beside the cart that it came from. No drift means that the buyer got what the cart
/// showed.
public record CartComparison(List<CartDrift> drift) {
  public CartComparison {
    drift = List.copyOf(drift);
  }
}
