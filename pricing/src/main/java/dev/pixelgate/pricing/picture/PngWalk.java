package dev.pixelgate.pricing.picture;

/** placeholder, replaced below. */
public final class PngWalk {}
