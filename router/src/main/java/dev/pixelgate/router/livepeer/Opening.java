package dev.pixelgate.router.livepeer;

/** What came of asking an orchestrator for a session. */
public sealed interface Opening {
  /** It answered. */
  record Open(Session session) implements Opening {}

  /**
   * It would not, for a reason of its own, such as a sender who cannot pay.
   *
   * @param text a stranger's words, printable, possibly none
   */
  record Refused(String text) implements Opening {}

  /** No usable answer; a phrase after its name. */
  record Failed(String problem) implements Opening {}
}
