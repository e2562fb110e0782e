package dev.pixelgate.router.livepeer;

/** Hears of certificates that are others than before. Called on any event loop. */
@FunctionalInterface
public interface CertificateWatch {
  /**
   * An orchestrator that is followed has another certificate now.
   *
   * @param hostPort such as {@code 192.0.2.7:8935}
   */
  void changed(String hostPort);
}
