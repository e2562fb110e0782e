package dev.pixelgate.pricing.quote;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pixels;

/**
 * What decides about the price of a job.
 *
 * @param pixels charged for all pictures together
 * @param images how many pictures are made, at least one
 */
public record QuotedJob(Capability capability, Pixels pixels, int images) {
  public QuotedJob {
    if (images < 1) {
      throw new IllegalArgumentException("images " + images + " must be at least 1");
    }
  }
}
