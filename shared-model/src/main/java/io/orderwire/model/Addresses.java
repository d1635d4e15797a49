package io.orderwire.model;

import java.util.Optional;

/// Shipping and billing addresses, each as stated; neither stands in for the other.
public record Addresses(Optional<Address> shipping, Optional<Address> billing) {}
