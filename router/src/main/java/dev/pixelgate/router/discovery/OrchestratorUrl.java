package dev.pixelgate.router.discovery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads the address of an orchestrator as operators and lists write it. */
public final class OrchestratorUrl {
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 8935;

  /** Longer ones are nobody's address. */
  private static final int MOST_CHARACTERS = 512;

  private OrchestratorUrl() {}

  /**
   * Reads an absolute http or https URL, or go-livepeer's short forms of {@code -orchAddr}: {@code
   * host:port}, {@code host}, {@code :port}. The default port is 8935, the default host 127.0.0.1,
   * and {@code https} is meant unless {@code http} is written. An IPv6 literal stands in brackets.
   *
   * @return nothing when it is none of these
   */
  public static Optional<URI> parse(String text) {
    String address = text.strip();
    if (address.isEmpty() || address.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    return absolute(address.contains("://") ? address : "https://" + withDefaults(address));
  }

  /** Reads an absolute URL only, as a webhook's list has to have them. */
  static Optional<URI> absolute(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text.strip());
      return isHttp(url) ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it is absolute http or https, with a host, a sane port, no user and no query. */
  static boolean isHttp(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    return (http || https)
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getPort() != 0
        && url.getPort() <= 0xffff;
  }

  private static String withDefaults(String address) {
    int slash = address.indexOf('/');
    String authority = slash < 0 ? address : address.substring(0, slash);
    String path = slash < 0 ? "" : address.substring(slash);
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    String port = hasPort ? authority.substring(colon + 1) : "";
    return (host.isEmpty() ? DEFAULT_HOST : host)
        + ":"
        + (port.isEmpty() ? Integer.toString(DEFAULT_PORT) : port)
        + path;
  }
}
