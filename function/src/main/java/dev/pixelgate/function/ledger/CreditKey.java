package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Capability;
import java.util.Comparator;

/**
 * Whose credit with whom.
 *
 * @param instance a run of the server, or {@link #OVER} for all that are over
 */
record CreditKey(String instance, String orchestrator, String pipeline, String model)
    implements Comparable<CreditKey> {
  /** All runs that are over: what they had is booked as lost, so only their sums are of use. */
  static final String OVER = "";

  private static final Comparator<CreditKey> ORDER =
      Comparator.comparing(CreditKey::instance)
          .thenComparing(CreditKey::orchestrator)
          .thenComparing(CreditKey::pipeline)
          .thenComparing(CreditKey::model);

  static CreditKey of(String instance, String orchestrator, Capability capability) {
    return new CreditKey(
        instance, orchestrator, capability.pipeline().toString(), capability.model());
  }

  CreditKey over() {
    return new CreditKey(OVER, orchestrator, pipeline, model);
  }

  @Override
  public int compareTo(CreditKey other) {
    return ORDER.compare(this, other);
  }
}
