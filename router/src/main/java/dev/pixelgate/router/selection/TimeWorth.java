package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Usd;
import java.time.Duration;

/**
 * What waiting is worth, for the policies that weigh it.
 *
 * @param second what a second less is worth
 * @param coldStart how much longer a model takes that has to be loaded first
 */
public record TimeWorth(Usd second, Duration coldStart) {
  /**
   * 0.0001 USD a second: a sixth of the charge for a 256x256 px upscale at 1e-8 USD/px. 30 s: a
   * diffusion model of a few GB from a disk into a GPU.
   */
  public static final TimeWorth DEFAULT =
      new TimeWorth(Usd.parse("0.0001 USD"), Duration.ofSeconds(30));
}
