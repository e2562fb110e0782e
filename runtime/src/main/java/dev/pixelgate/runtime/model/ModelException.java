package dev.pixelgate.runtime.model;

/** A model folder that cannot be used; the message names the file and what is wrong with it. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  ModelException(String message) {
    this.message = message;
  }

  ModelException(String message, Throwable cause) {
    super(cause);
    this.message = message;
  }

  /** File and fault, for whoever runs the gateway. */
  @Override
  public String getMessage() {
    return message;
  }
}
