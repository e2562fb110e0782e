package dev.pixelgate.pricing;

/** To be written. */
public final class Caps {}
