package dev.pixelgate.router;

/** To be written. */
public final class Dispatcher {}
