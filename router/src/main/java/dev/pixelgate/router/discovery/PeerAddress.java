package dev.pixelgate.router.discovery;

import java.net.URI;
import java.util.Locale;

/**
 * An orchestrator that was found and is not configured.
 *
 * @param name given by us: the same address always gets the same one
 * @param url absolute, http or https
 * @param origin how it was found
 */
public record PeerAddress(String name, URI url, Origin origin) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** How an address came to us. */
  public enum Origin {
    /** The list of the configured webhook. */
    WEBHOOK,
    /** Another orchestrator's list of nodes. */
    NODE
  }

  /** The one at this address; no configured name has a colon in it, so they never meet. */
  static PeerAddress of(URI url, Origin origin) {
    return new PeerAddress(hostPort(url), url, origin);
  }

  /**
   * What tells orchestrators apart: host and port, such as {@code 192.0.2.7:8935}.
   *
   * @param url absolute, http or https, with a host
   */
  public static String hostPort(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() < 0 ? (tls ? HTTPS : HTTP) : url.getPort();
    return url.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }
}
