package dev.pixelgate.function.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param host an address or a host name
 * @param port 0 to 65535; 0 takes any free port
 * @param trustedProxies the peers whose {@code X-Forwarded-*} headers count
 */
public record Listen(String host, int port, Optional<Tls> tls, List<Cidr> trustedProxies) {
  public Listen {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Whether only this machine can connect. A name other than {@code localhost} counts as public:
   * what it resolves to may change.
   */
  public boolean loopback() {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
