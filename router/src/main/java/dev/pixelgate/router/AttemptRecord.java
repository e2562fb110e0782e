package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;
import java.time.Duration;

/**
 * One ended attempt, as it is told to the client and counted.
 *
 * @param outcome one word: served, busy, rejected, failed, timeout, cancelled, bad-image,
 *     store-failed
 * @param detail a sentence for people; empty when there is nothing to say
 * @param owed what the gateway owes the orchestrator for it
 */
public record AttemptRecord(
    String orchestrator, String outcome, String detail, Duration took, Usd owed) {}
