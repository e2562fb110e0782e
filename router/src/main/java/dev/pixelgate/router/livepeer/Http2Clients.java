package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;

/** The HTTP/2 clients that orchestrators are asked with. */
@FunctionalInterface
public interface Http2Clients {
  /**
   * One that may be used for this origin now: by ALPN and with the trust that is configured, or
   * from the first byte where there is no TLS. A failed future is no connection, with the reason.
   */
  Future<HttpClient> to(Origin origin);
}
