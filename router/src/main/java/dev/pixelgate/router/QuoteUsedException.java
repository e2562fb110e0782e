package dev.pixelgate.router;

import java.io.Serial;

/** The quote that an order was given under was used by another one before it was dispatched. */
public final class QuoteUsedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String quote;

  /** Of this quote. */
  public QuoteUsedException(String quote) {
    super("quote " + quote + " was used by another request");
    this.quote = quote;
  }

  /** The id of the quote. */
  public String quote() {
    return quote;
  }
}
