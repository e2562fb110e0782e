package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Destination;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.exchange.Origin;
import dev.pixelgate.router.exchange.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.URI;

/** Says where requests to a URL of an orchestrator may connect to. */
@FunctionalInterface
public interface Destinations {
  /** Anywhere: for an orchestrator that the configuration names, which is trusted to know. */
  Destinations ANY = url -> Future.succeededFuture(anywhere(url));

  /** Judges an absolute http or https URL; never fails. */
  Future<Destination> of(URI url);

  /** Only public addresses: for an orchestrator that was found. */
  static Destinations publicOnly(HostResolver hosts) {
    return url -> Destination.of(url, hosts, PublicAddress::isPublic);
  }

  private static Destination anywhere(URI url) {
    if (!Origin.isHttp(url)) {
      return new Destination.Refused("is not absolute http or https");
    }
    Origin origin = Origin.of(url);
    return new Destination.Allowed(
        origin, SocketAddress.inetSocketAddress(origin.port(), origin.host()));
  }
}
