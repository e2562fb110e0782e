package dev.pixelgate.runtime.picture;

/** A picture that cannot be used: of no format that is read, damaged, unsupported or too large. */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  PictureException(String message) {
    this.message = message;
  }

  PictureException(String message, Throwable cause) {
    super(cause);
    this.message = message;
  }

  /** What is wrong, for whoever sent the picture. */
  @Override
  public String getMessage() {
    return message;
  }
}
