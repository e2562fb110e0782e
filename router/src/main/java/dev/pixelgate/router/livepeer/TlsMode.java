package dev.pixelgate.router.livepeer;

/** How an orchestrator's certificate is judged. A real one makes a new one at every start. */
public enum TlsMode {
  /** Any is taken; the newest is remembered, and a change is logged and counted. */
  FOLLOW,

  /** The first that was seen is taken; another one only after {@code pixelgate trust}. */
  STRICT,

  /** As the JDK does for any web site: a known authority signed it, and it names the host. */
  VERIFY
}
