package dev.pixelgate.bench;

import java.net.URI;

/**
 * A process in the middle and what was measured of it.
 *
 * @param url of its {@code /upscale}
 * @param cpuMicros a request
 * @param warmMicros the same without the JVM's compiler threads
 */
record Target(
    String name,
    long pid,
    URI url,
    Series cpuMicros,
    Series warmMicros,
    Series perSecond,
    Series p99Millis,
    Series residentMb) {
  /** Reads {@code name=PID@URL}. */
  static Target parse(String text) {
    int equals = text.indexOf('=');
    int at = text.indexOf('@');
    return new Target(
        text.substring(0, equals),
        Long.parseLong(text.substring(equals + 1, at)),
        URI.create(text.substring(at + 1)),
        new Series(),
        new Series(),
        new Series(),
        new Series(),
        new Series());
  }
}
