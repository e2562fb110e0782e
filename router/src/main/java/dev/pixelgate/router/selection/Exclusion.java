package dev.pixelgate.router.selection;

import static java.util.stream.Collectors.joining;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.picture.PictureFormat;

/** An offer of the wanted model that is not asked, and why. */
public sealed interface Exclusion {
  Offer offer();

  /** A phrase for people, such as {@code reads PNG, JPEG; the image is WebP}. */
  String why();

  /** It cannot read the image. */
  record Format(Offer offer, PictureFormat format) implements Exclusion {
    @Override
    public String why() {
      String read = offer.formats().stream().map(PictureFormat::title).collect(joining(", "));
      return "reads " + read + "; the image is " + format.title();
    }
  }

  /**
   * It can, and is dearer than allowed.
   *
   * @param cap the strictest that applies
   */
  record OverCap(Ask ask, Cap cap) implements Exclusion {
    @Override
    public Offer offer() {
      return ask.offer();
    }

    @Override
    public String why() {
      return "asks " + offer().price() + ", which is over the cap of " + cap;
    }
  }
}
