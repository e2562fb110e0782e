package dev.pixelgate.function.statement;

import dev.pixelgate.pricing.Usd;
import java.time.LocalDate;

/**
 * What an account had done by one model on one day.
 *
 * @param day in UTC, on which attempts were dispatched
 * @param requests whose first attempt was on it
 * @param attempts that were dispatched, failed ones too
 * @param pixels of those that the account paid for
 * @param charge to the account, for lost attempts too
 * @param owed to orchestrators
 * @param wei what of that is in wei, and what was paid for it
 */
public record DayLine(
    LocalDate day,
    String pipeline,
    String model,
    long requests,
    long attempts,
    long pixels,
    Usd charge,
    Usd owed,
    DayWei wei) {}
