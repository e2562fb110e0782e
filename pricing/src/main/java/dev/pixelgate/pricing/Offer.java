package dev.pixelgate.pricing;

import dev.pixelgate.pricing.picture.PictureFormat;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One orchestrator's price for one capability.
 *
 * @param orchestrator its name in the configuration
 * @param warm whether the model is loaded now
 * @param formats the picture formats that it reads, at least one; in the order of the enum
 */
public record Offer(
    String orchestrator,
    Capability capability,
    UsdPerPixel price,
    boolean warm,
    Set<PictureFormat> formats) {
  public Offer {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException(
          "the offer of %s by %s reads no format".formatted(capability, orchestrator));
    }
    formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
  }

  /** An offer of someone who reads every format that the gateway reads. */
  public Offer(String orchestrator, Capability capability, UsdPerPixel price, boolean warm) {
    this(orchestrator, capability, price, warm, EnumSet.allOf(PictureFormat.class));
  }

  /** What this offer asks for so many pixels, rounded up once. */
  public Usd charge(Pixels pixels) {
    return price.charge(pixels);
  }

  /** Whether a picture of this format can be sent there. */
  public boolean reads(PictureFormat format) {
    return formats.contains(format);
  }
}
