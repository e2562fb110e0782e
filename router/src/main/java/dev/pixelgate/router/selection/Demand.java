package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.picture.PictureFormat;

/**
 * What a job asks of an offer.
 *
 * @param pixels what is charged for
 * @param format that the offer has to read
 */
public record Demand(Capability capability, Pixels pixels, PictureFormat format) {}
