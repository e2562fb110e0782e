package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;

/**
 * The quote that an order was given under.
 *
 * @param id of the quote; it is used once
 * @param most what the account pays at most, over all attempts; the gateway bears what is owed
 *     beyond that
 */
public record QuoteTerms(String id, Usd most) {}
