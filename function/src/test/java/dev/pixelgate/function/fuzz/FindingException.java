package dev.pixelgate.function.fuzz;

/** An input did what none may; the message says what. */
final class FindingException extends Exception {
  private static final long serialVersionUID = 1;

  FindingException(String message) {
    super(message);
  }

  FindingException(String message, Throwable cause) {
    super(message, cause);
  }
}
