package dev.pixelgate.function.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A verticle's server between its start and its stop. */
public final class HttpServerHolder {
  private Optional<HttpServer> server = Optional.empty();

  /** Listens there. */
  public Future<HttpServer> listen(HttpServer unstarted, Doorway door) {
    return door.open(unstarted).onSuccess(started -> server = Optional.of(started));
  }

  /** Takes no new connection, lets running requests end for a while, then closes the rest. */
  public Future<Void> shutdown(Duration grace) {
    return server
        .map(started -> started.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS))
        .orElseGet(Future::succeededFuture);
  }
}
