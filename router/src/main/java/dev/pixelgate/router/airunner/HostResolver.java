package dev.pixelgate.router.airunner;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Finds all addresses of a host. */
interface HostResolver {
  /** At least one address; fails with an {@link java.io.IOException} or after a while. */
  Future<List<InetAddress>> resolve(String host);

  /** The JDK's resolver on a worker thread: Vert.x has no public one. */
  static HostResolver system(Vertx vertx, Duration timeout) {
    return host ->
        vertx
            .executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
            .map(Objects::requireNonNull)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
