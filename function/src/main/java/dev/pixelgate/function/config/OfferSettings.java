package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.util.EnumSet;
import java.util.Set;

/**
 * A static price for one capability; it does not age.
 *
 * @param formats the picture formats that its orchestrator reads
 */
public record OfferSettings(Capability capability, Price price, Set<PictureFormat> formats) {
  public OfferSettings {
    formats = Set.copyOf(formats);
  }

  /** One of an orchestrator that reads every format that the gateway reads. */
  public OfferSettings(Capability capability, Price price) {
    this(capability, price, EnumSet.allOf(PictureFormat.class));
  }

  /** The same as an offer of this orchestrator. */
  public Offer of(String orchestrator) {
    return Offer.configured(orchestrator, capability, price, formats);
  }
}
