package dev.pixelgate.router.livepeer.chain;

import java.time.Duration;

/**
 * What goes wrong with one payment at a signer.
 *
 * @param delay for so long it does nothing
 */
public record SignerFault(Kind kind, Duration delay) {
  static final SignerFault NONE = of(Kind.NOTHING);

  /** What it is. */
  public enum Kind {
    /** Nothing. */
    NOTHING,
    /** It answers 500. */
    ERROR,
    /** It signs, and then its connection breaks. */
    RESET,
    /** It wants a newer answer of the orchestrator: 480. */
    REFRESH,
    /** It never answers. */
    HANGS,
    /** A web page with status 200. */
    HTML
  }

  /** One of this kind. */
  public static SignerFault of(Kind kind) {
    return new SignerFault(kind, Duration.ZERO);
  }

  /** One that only takes its time. */
  public static SignerFault delayed(Duration time) {
    return new SignerFault(Kind.NOTHING, time);
  }
}
