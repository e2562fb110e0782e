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
 * @param hops how many gateways have passed the job on before this one
 */
public record Demand(
    Capability capability, Pixels pixels, Optional<PictureFormat> format, int hops) {
  /** With three, a request that goes round in a circle of gateways ends after some milliseconds. */
  public static final int MOST_HOPS = 3;

  /** Of a client. */
  public Demand(Capability capability, Pixels pixels, Optional<PictureFormat> format) {
    this(capability, pixels, format, 0);
  }

  /** With a picture of this format. */
  public Demand(Capability capability, Pixels pixels, PictureFormat format) {
    this(capability, pixels, Optional.of(format));
  }

  /** Whether it may be passed on to a further gateway. */
  boolean mayBePassedOn() {
    return hops < MOST_HOPS;
  }

  /** The format that this offer would have to read and does not; nothing when it can. */
  Optional<PictureFormat> unreadBy(Offer offer) {
    return format.filter(one -> !offer.reads(one));
  }
}
