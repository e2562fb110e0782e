package dev.pixelgate.function.reuse;

import dev.pixelgate.pricing.Capability;
import java.util.Optional;

/** What orchestrators say of the version of what they sell, now. Any thread. */
@FunctionalInterface
public interface StatedVersions {
  /** What one of them says. */
  Stated of(String orchestrator, Capability capability);

  /** What there is to know about one. */
  sealed interface Stated {
    /** It is in the market, and says this, or nothing. */
    record Present(Optional<String> version) implements Stated {}

    /** It has left the market: what it made stays what it was. */
    record Gone() implements Stated {}
  }
}
