package dev.pixelgate.function.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A verticle's server between its start and its stop. */
public final class HttpServerHolder {
  private Optional<HttpServer> server = Optional.empty();

  /** Listens, and tells {@code port} which port it became. */
  public Future<HttpServer> listen(HttpServer unstarted, AtomicInteger port) {
    return unstarted
        .listen()
        .onSuccess(
            started -> {
              server = Optional.of(started);
              port.set(started.actualPort());
            });
  }

  /** Takes no new connection, lets running requests end for a while, then closes the rest. */
  public Future<Void> shutdown(Duration grace) {
    return server
        .map(started -> started.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS))
        .orElseGet(Future::succeededFuture);
  }
}
