package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Ending;
import java.math.BigInteger;
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
    Optional<Instant> endedAt) {
  /** What it is owed in wei, as far as that is known now; absent where its price is not in wei. */
  public Optional<BigInteger> owedWei() {
    boolean owed = ending.filter(end -> !(end instanceof Ending.Released)).isPresent();
    return OwedWei.of(claim).map(wei -> owed ? wei : BigInteger.ZERO);
  }
}
