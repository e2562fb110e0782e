package dev.pixelgate.function.quote;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.quote.Quote;

/** What came of asking for a quote. */
public sealed interface Issue {
  /**
   * Promised.
   *
   * @param jws what is given to the client
   */
  record Issued(Quote quote, String jws) implements Issue {}

  /** Nothing is promised. */
  record Refused(Failure failure) implements Issue {}
}
