package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.UsdPerPixel;

/** A static price for one capability; it does not age. */
public record OfferSettings(Capability capability, UsdPerPixel price) {}
