package dev.pixelgate.function.lambda;

/** The Runtime API does not do what it is there for; the process had better end. */
final class RuntimeApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RuntimeApiException(String message) {
    super(message);
  }
}
