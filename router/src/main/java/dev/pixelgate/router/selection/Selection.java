package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the price book, the caps and the orchestrators' health say about one job. */
public sealed interface Selection {
  /**
   * At least one able offer is within the caps and has room.
   *
   * @param ranked first to be asked first, at most as many as were wanted; suspended ones come last
   * @param more whether there are further ones
   */
  record Eligible(List<Candidate> ranked, boolean more) implements Selection {}

  /**
   * Every able offer is dearer than the caps allow.
   *
   * @param cap the strictest that applies
   * @param nearest the cheapest able offer
   * @param excluded every offer of the model, with why it is not asked
   */
  record OverCap(Cap cap, Candidate nearest, List<Exclusion> excluded) implements Selection {}

  /**
   * The model is offered, by nobody who reads the image's format.
   *
   * @param read the formats that at least one of its offers reads
   */
  record NobodyReads(Set<PictureFormat> read, List<Exclusion> excluded) implements Selection {}

  /**
   * The model is offered, and just now nobody who could do the job can be asked.
   *
   * @param full whether all that is missing is room
   * @param retryAfter when it may be different, where that is known
   */
  record NobodyNow(boolean full, Optional<Duration> retryAfter, List<Exclusion> excluded)
      implements Selection {}

  /** The model was offered here, and is not any more. */
  record Gone() implements Selection {}

  /**
   * Nobody ever offered this model here.
   *
   * @param models those that are or were offered for this pipeline
   */
  record UnknownModel(List<String> models) implements Selection {}
}
