package dev.pixelgate.function.s3;

import java.io.IOException;

/** A bucket did not do what it was asked; the message names no key and no secret. */
public final class S3Exception extends IOException {
  private static final long serialVersionUID = 1;

  /** What kind of no it is. */
  public enum Kind {
    /** There is no such object. */
    NOT_FOUND,
    /** The credentials may not, or the clocks differ; waiting does not help. */
    DENIED,
    /** The bucket refuses this request; waiting does not help. */
    REFUSED,
    /** No answer, or none but that it cannot now, in all tries. */
    UNREACHABLE
  }

  private final Kind kind;

  S3Exception(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  S3Exception(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of no it is. */
  public Kind kind() {
    return kind;
  }
}
