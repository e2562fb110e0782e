package dev.pixelgate.router;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What both diffusion pipelines take beside a prompt; absent is what the client did not give, and
 * means the pipeline's default.
 *
 * @param loras JSON text, from adapter to weight
 */
public record Guidance(
    Optional<String> negativePrompt, Optional<String> loras, Optional<BigDecimal> scale) {
  /** Every default. */
  public static final Guidance NONE =
      new Guidance(Optional.empty(), Optional.empty(), Optional.empty());
}
