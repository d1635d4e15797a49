package io.orderwire.shops;

import java.math.BigDecimal;

/// A tax the shop charges.
///
/// @param title as shown to buyers
/// @param rate 0.19 for 19 %
/// @param compound charged on the price plus the taxes before it
/// @param onShipping also charged on delivery
public record TaxRate(String title, BigDecimal rate, boolean compound, boolean onShipping) {}
