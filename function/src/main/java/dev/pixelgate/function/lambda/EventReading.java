package dev.pixelgate.function.lambda;

/** What an event turned out to be. */
sealed interface EventReading {
  /** A request. */
  record Request(HttpEvent event) implements EventReading {}

  /**
   * Something else.
   *
   * @param reason for people
   */
  record Refused(String reason) implements EventReading {}
}
