package dev.pixelgate.router.exchange;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Scheme, host and port of an http or https URL; equal for every spelling of the same.
 *
 * @param host lower case, an IPv6 literal without its brackets
 */
public record Origin(boolean tls, String host, int port) {
  /** Of an absolute http or https URL. */
  public static Origin of(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    String host = url.getHost().toLowerCase(Locale.ROOT);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Origin(tls, bare, url.getPort() < 0 ? (tls ? 443 : 80) : url.getPort());
  }

  /** The host as the Host header has it: an IPv6 literal in its brackets. */
  public String hostHeader() {
    return isIpv6() ? "[" + host + "]" : host;
  }

  /**
   * Where to connect when that is not what {@link #hostHeader} names: WebClient knows no brackets.
   */
  public Optional<SocketAddress> address() {
    return isIpv6() ? Optional.of(SocketAddress.inetSocketAddress(port, host)) : Optional.empty();
  }

  private boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  /** Whether this is an absolute http or https URL with a host, a sane port and no user. */
  public static boolean isHttp(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    return (http || https)
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getPort() != 0
        && url.getPort() <= 0xffff;
  }
}
