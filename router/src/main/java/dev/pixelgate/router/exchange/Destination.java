package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where a URL leads that a stranger named. Its host is resolved once, and whoever uses it connects
 * to the address that was judged, so that a name that resolves anew cannot lead elsewhere.
 */
public sealed interface Destination {
  /**
   * May be connected to.
   *
   * @param address the one to connect to; {@code origin} says what to send as Host and for TLS
   */
  record Allowed(Origin origin, SocketAddress address) implements Destination {}

  /** May not; a phrase for people. */
  record Refused(String problem) implements Destination {}

  /**
   * Judges an absolute http or https URL; fails only with a {@link NamesBusyException}. One address
   * that is not allowed condemns them all: nobody honest publishes such a mix.
   */
  static Future<Destination> of(URI url, HostResolver hosts, Predicate<InetAddress> allowed) {
    if (!Origin.isHttp(url)) {
      return Future.succeededFuture(new Refused("is not absolute http or https"));
    }
    Origin origin = Origin.of(url);
    return hosts
        .resolve(origin.host())
        .map(addresses -> judge(origin, addresses, allowed))
        .recover(
            cause ->
                cause instanceof NamesBusyException
                    ? Future.failedFuture(cause)
                    : Future.succeededFuture(new Refused("has a host name that does not resolve")));
  }

  private static Destination judge(
      Origin origin, List<InetAddress> addresses, Predicate<InetAddress> allowed) {
    if (addresses.isEmpty() || !addresses.stream().allMatch(allowed)) {
      return new Refused("leads to an address that is not public");
    }
    String address = addresses.getFirst().getHostAddress();
    return new Allowed(origin, SocketAddress.inetSocketAddress(origin.port(), address));
  }
}
