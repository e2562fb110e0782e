package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Ending;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of a bill that was about to be sent.
 *
 * @param claim what it would cost
 * @param charge what the account pays if it is owed
 * @param dispatchedAt when it was written down
 * @param ending absent while it runs
 * @param endedAt likewise
 */
public record BilledAttempt(
    Claim claim,
    Usd charge,
    Instant dispatchedAt,
    Optional<Ending> ending,
    Optional<Instant> endedAt) {}
