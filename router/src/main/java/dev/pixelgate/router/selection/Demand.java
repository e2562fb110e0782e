package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.util.Optional;

/**
 * What a job asks of an offer.
 *
 * @param pixels what is charged for
 * @param format that the offer has to read; absent when no picture is sent, or not yet
 */
public record Demand(Capability capability, Pixels pixels, Optional<PictureFormat> format) {
  /** With a picture of this format. */
  public Demand(Capability capability, Pixels pixels, PictureFormat format) {
    this(capability, pixels, Optional.of(format));
  }

  /** The format that this offer would have to read and does not; nothing when it can. */
  Optional<PictureFormat> unreadBy(Offer offer) {
    return format.filter(one -> !offer.reads(one));
  }
}
