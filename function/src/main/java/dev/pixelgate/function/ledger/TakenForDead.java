package dev.pixelgate.function.ledger;

import java.io.Serial;
import java.util.Optional;

/** This run of the server is not in the store any more: others have ended what it left open. */
final class TakenForDead extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String instance;

  TakenForDead(String instance) {
    super(
        "instance %s gave no sign of life and was taken for dead; it goes on under a new name"
            .formatted(instance));
    this.instance = instance;
  }

  /** The name that is not alive any more. */
  String instance() {
    return instance;
  }

  /** This, when it is why a transaction failed. */
  static Optional<TakenForDead> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TakenForDead taken) {
        return Optional.of(taken);
      }
    }
    return Optional.empty();
  }
}
