package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.selection.PolicyName;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to see of the market.
 *
 * @param pipeline the only one to be shown; absent: every one
 * @param model the only one to be shown; absent: every one
 * @param size of the job that is priced
 * @param caps beside the gateway's
 * @param policy by which is ranked, instead of the gateway's
 */
public record BoardQuery(
    Optional<Pipeline> pipeline,
    Optional<String> model,
    JobSize size,
    List<Cap> caps,
    Optional<PolicyName> policy) {
  public BoardQuery {
    caps = List.copyOf(caps);
  }

  /** Whether offers of this are to be shown. */
  public boolean wants(Capability capability) {
    return pipeline.map(capability.pipeline()::equals).orElse(true)
        && model.map(capability.model()::equals).orElse(true);
  }
}
