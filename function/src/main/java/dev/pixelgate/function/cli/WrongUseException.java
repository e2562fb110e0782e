package dev.pixelgate.function.cli;

/** The command cannot be carried out as it was given; nothing was done. */
final class WrongUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongUseException(String message) {
    super(message);
  }
}
