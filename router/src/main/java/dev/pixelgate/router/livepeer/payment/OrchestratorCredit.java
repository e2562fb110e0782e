package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiAmount;

/**
 * How we stand with an orchestrator for a capability, since this process began.
 *
 * @param paid what the tickets were worth that it took
 * @param owed what its jobs cost
 * @param lost what it gives nothing for any more
 * @param inFlight what the jobs cost that are under way
 */
public record OrchestratorCredit(
    String orchestrator,
    Capability capability,
    WeiAmount paid,
    WeiAmount owed,
    WeiAmount lost,
    WeiAmount inFlight) {
  /** What it holds of ours and nobody has a use for yet. */
  public WeiAmount unused() {
    return paid.minus(owed).minus(lost).minus(inFlight);
  }
}
