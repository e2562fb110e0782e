package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;
import java.time.Duration;

/**
 * One ended attempt, as it is told to the client and counted.
 *
 * @param outcome one word: served, busy, rejected, failed, timeout, deadline, cancelled, bad-image,
 *     store-failed, repriced, unpaid
 * @param detail a sentence for people; empty when there is nothing to say
 * @param after from the beginning of the order to its own
 * @param owed what the gateway owes the orchestrator for it
 * @param charge what the account pays for it
 */
public record AttemptRecord(
    String orchestrator,
    String outcome,
    String detail,
    Duration after,
    Duration took,
    Usd owed,
    Usd charge) {}
