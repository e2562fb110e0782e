package dev.pixelgate.pricing;

import java.util.Optional;

/**
 * A cap and what it is for.
 *
 * @param pipeline the only pipeline it is for; absent: every one
 * @param model the only model it is for; absent: every one
 */
public record CapRule(Optional<Pipeline> pipeline, Optional<String> model, Cap cap) {
  /** A cap on everything. */
  public static CapRule everywhere(Cap cap) {
    return new CapRule(Optional.empty(), Optional.empty(), cap);
  }

  /** Whether this cap holds for work of this capability. */
  public boolean applies(Capability capability) {
    return pipeline.map(capability.pipeline()::equals).orElse(true)
        && model.map(capability.model()::equals).orElse(true);
  }
}
