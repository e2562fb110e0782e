package dev.pixelgate.runtime;

/** The runtime cannot start as it was told to. */
public final class RuntimeStartException extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  RuntimeStartException(String message) {
    this.message = message;
  }

  RuntimeStartException(String message, Throwable cause) {
    super(cause);
    this.message = message;
  }

  /** Why not, for people. */
  @Override
  public String getMessage() {
    return message;
  }
}
