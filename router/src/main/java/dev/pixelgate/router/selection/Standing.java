package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdRatio;
import java.time.Instant;
import java.util.Optional;

/** How one offer stood in a decision. */
public sealed interface Standing {
  /** Whose offer it is. */
  String orchestrator();

  /** What it asks; nothing when it is unsold for want of a price. */
  Optional<Price> price();

  /**
   * At which price it would have been asked first, all else being the same; nothing for the one
   * that was, and for one that no price could have helped.
   */
  Optional<WinningPrice> wouldHaveWon();

  /**
   * It could be asked.
   *
   * @param rank 1 is asked first
   * @param suspendedUntil until when it is asked only when too few others can be; absent when it is
   *     not suspended
   */
  record Ranked(
      int rank,
      Candidate candidate,
      Terms terms,
      Optional<Instant> suspendedUntil,
      Optional<WinningPrice> wouldHaveWon)
      implements Standing {
    @Override
    public String orchestrator() {
      return candidate.offer().orchestrator();
    }

    @Override
    public Optional<Price> price() {
      return Optional.of(candidate.offer().price());
    }
  }

  /**
   * It could not.
   *
   * @param perPixel its price in US dollars, where that is known
   * @param charge what that makes for the job, where it can be counted
   */
  record Out(
      Exclusion reason,
      Optional<Price> price,
      Optional<UsdRatio> perPixel,
      Optional<Usd> charge,
      Optional<WinningPrice> wouldHaveWon)
      implements Standing {
    @Override
    public String orchestrator() {
      return reason.orchestrator();
    }
  }
}
