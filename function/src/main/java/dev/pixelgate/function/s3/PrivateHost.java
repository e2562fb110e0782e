package dev.pixelgate.function.s3;

import java.net.InetAddress;
import java.net.URI;

/** Where a request without encryption passes no network of others. */
final class PrivateHost {
  private PrivateHost() {}

  /** Whether the URL names this machine or a private address; names are not looked up. */
  static boolean is(URI url) {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    if (host.equals("localhost")) {
      return true;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      boolean uniqueLocal =
          address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
      return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal;
    } catch (IllegalArgumentException e) {
      return false; // a name
    }
  }
}
