package dev.pixelgate.function.assembly;

/** The program cannot start as it was told to; the message says why, for people. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  StartException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
