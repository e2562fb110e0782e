package dev.pixelgate.function.quote;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.quote.Quote;

/** What a quote that an order comes with is worth. */
public sealed interface Presented {
  /** Given here, to this account, and neither used nor expired. */
  record Good(Quote quote) implements Presented {}

  /** It does not help. */
  record Refused(Failure failure) implements Presented {}
}
