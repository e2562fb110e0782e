package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.util.List;
import java.util.Set;

/** What the price book and the caps say about one job. */
public sealed interface Selection {
  /** The offers of the wanted model that are not asked, cheapest first. */
  List<Exclusion> excluded();

  /** At least one able offer is within the caps; first to be asked first. */
  record Eligible(List<Candidate> ranked, List<Exclusion> excluded) implements Selection {}

  /**
   * Every able offer is dearer than the caps allow.
   *
   * @param cap the strictest that applies
   * @param nearest the cheapest able offer
   */
  record OverCap(Cap cap, Candidate nearest, List<Exclusion> excluded) implements Selection {}

  /**
   * The model is offered, by nobody who reads the image's format.
   *
   * @param read the formats that at least one of its offers reads
   */
  record NobodyReads(Set<PictureFormat> read, List<Exclusion> excluded) implements Selection {}

  /**
   * Nobody ever offered this model here.
   *
   * @param models those that are offered for this pipeline
   */
  record UnknownModel(List<String> models) implements Selection {
    @Override
    public List<Exclusion> excluded() {
      return List.of();
    }
  }
}
