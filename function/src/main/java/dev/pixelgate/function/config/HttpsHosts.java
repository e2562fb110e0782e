package dev.pixelgate.function.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that pictures are fetched from.
 *
 * @param any whether every host is one, at the port of https
 * @param hosts those that are, where not
 */
public record HttpsHosts(boolean any, List<Host> hosts) {
  /** None. */
  public static final HttpsHosts OFF = new HttpsHosts(false, List.of());

  private static final int HTTPS = 443;

  /**
   * One host, or all below a name.
   *
   * @param name lower case, an IPv6 address without its brackets; for {@code *.cdn.example} what
   *     comes behind the star
   * @param below whether every name that ends so is meant, and not the name itself
   */
  public record Host(String name, boolean below, int port) {
    private static final Pattern RULE =
        Pattern.compile(
            "(\\*(?=\\.)|(?!\\.))([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?");

    static Host parse(String text) {
      Matcher rule = RULE.matcher(text);
      if (!rule.matches()) {
        throw new IllegalArgumentException(
            "not a host such as pictures.example, *.cdn.example or pictures.example:8443");
      }
      int port = rule.group(3) == null ? HTTPS : Units.integer(1, 65_535).parse(rule.group(3));
      String name = rule.group(2).toLowerCase(Locale.ROOT);
      return new Host(name.replaceAll("[\\[\\]]", ""), !rule.group(1).isEmpty(), port);
    }

    private boolean matches(String host, int at) {
      return port == at
          && (below ? host.endsWith(name) && host.length() > name.length() : host.equals(name));
    }
  }

  public HttpsHosts {
    hosts = List.copyOf(hosts);
  }

  static HttpsHosts word(String text) {
    return switch (text) {
      case "off" -> OFF;
      case "any" -> new HttpsHosts(true, List.of());
      default -> throw new IllegalArgumentException("must be off, any or a list of hosts");
    };
  }

  static HttpsHosts listed(List<Host> hosts) {
    return new HttpsHosts(false, hosts);
  }

  /** Whether nothing is fetched. */
  public boolean isOff() {
    return !any && hosts.isEmpty();
  }

  /**
   * Whether this host is asked at this port.
   *
   * @param host lower case, an IPv6 address without its brackets
   */
  public boolean allow(String host, int port) {
    return any ? port == HTTPS : hosts.stream().anyMatch(one -> one.matches(host, port));
  }
}
