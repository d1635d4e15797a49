package io.orderwire.shops;

import java.math.BigDecimal;

/// An order as the merchant's admin lists it: the truth that everything else is held against.
///
/// @param id the platform's id
/// @param grandTotal what the order was worth when placed and edited, before refunds, in `currency`
/// @param currency ISO 4217
/// @param refundedTotal money given back so far, positive
/// @param status the platform's own word (`processing`; `paid/fulfilled` where it has two)
/// @param draft not yet an order: a basket, a draft
public record AdminOrder(
    String id,
    BigDecimal grandTotal,
    String currency,
    BigDecimal refundedTotal,
    String status,
    boolean draft) {}
