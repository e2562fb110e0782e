package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.util.Optional;

/**
 * What a job asks of an offer.
 *
 * @param pixels what is charged for
 * @param format that the offer has to read; absent for a job without an image
 */
public record Demand(Capability capability, Pixels pixels, Optional<PictureFormat> format) {
  /** Of a job with an image. */
  public Demand(Capability capability, Pixels pixels, PictureFormat format) {
    this(capability, pixels, Optional.of(format));
  }
}
