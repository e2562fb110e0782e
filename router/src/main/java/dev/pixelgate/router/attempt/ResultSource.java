package dev.pixelgate.router.attempt;

import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a result URL may be fetched from: the orchestrator's own scheme, host and port, or an
 * address that is allowed. The address that was checked is the one connected to, so that a name
 * that resolves anew cannot lead elsewhere.
 */
sealed interface ResultSource {
  /**
   * May be fetched.
   *
   * @param pinned the address to connect to; absent for the orchestrator's own, which connects as
   *     configured
   * @param target path and query
   */
  record Allowed(Origin origin, Optional<SocketAddress> pinned, String target)
      implements ResultSource {}

  /** Why not, as a phrase after the seller's name. */
  record Refused(String problem) implements ResultSource {}

  /** Judges one URL; never fails. */
  static Future<ResultSource> of(
      String url, Origin own, HostResolver hosts, Predicate<InetAddress> allowed) {
    URI parsed;
    try {
      parsed = new URI(url);
    } catch (URISyntaxException e) {
      return Future.succeededFuture(new Refused("answered a malformed result URL"));
    }
    if (!Origin.isHttp(parsed)) {
      return Future.succeededFuture(
          new Refused("answered a result URL that is not absolute http or https"));
    }
    Origin origin = Origin.of(parsed);
    String target = target(parsed);
    if (origin.equals(own)) {
      return Future.succeededFuture(new Allowed(origin, Optional.empty(), target));
    }
    return hosts
        .resolve(origin.host())
        .map(addresses -> judge(origin, target, addresses, allowed))
        .otherwise(new Refused("answered a result URL whose host name does not resolve"));
  }

  /** One address that is not allowed condemns them all: nobody honest publishes such a mix. */
  private static ResultSource judge(
      Origin origin, String target, List<InetAddress> addresses, Predicate<InetAddress> allowed) {
    if (addresses.isEmpty() || !addresses.stream().allMatch(allowed)) {
      return new Refused("answered a result URL that leads to an address that is not public");
    }
    String address = addresses.getFirst().getHostAddress();
    return new Allowed(
        origin, Optional.of(SocketAddress.inetSocketAddress(origin.port(), address)), target);
  }

  private static String target(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
