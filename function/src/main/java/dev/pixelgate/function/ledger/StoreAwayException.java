package dev.pixelgate.function.ledger;

import java.io.Serial;

/** The store takes no commit now; nothing was written. */
public final class StoreAwayException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  StoreAwayException(String message) {
    super(message);
  }
}
