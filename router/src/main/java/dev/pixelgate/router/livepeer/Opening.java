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

  /**
   * No usable answer.
   *
   * @param problem a phrase after its name
   * @param distrusted whether it is because of its certificate
   */
  record Failed(String problem, boolean distrusted) implements Opening {
    /** Not because of its certificate. */
    Failed(String problem) {
      this(problem, false);
    }
  }
}
