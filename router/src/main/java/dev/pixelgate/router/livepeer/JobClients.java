package dev.pixelgate.router.livepeer;

import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;

/** The HTTP clients that jobs and their results go over. */
@FunctionalInterface
public interface JobClients {
  /**
   * One that may be used for this origin now: HTTP/2 or HTTP/1.1 by ALPN and with the trust that is
   * configured, HTTP/1.1 where there is no TLS. A failed future is no connection, with the reason.
   */
  Future<HttpClient> to(Origin origin);
}
