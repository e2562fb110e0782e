package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Finds all addresses of a host. */
public interface HostResolver {
  /** At least one address; fails with an {@link java.io.IOException} or after a while. */
  Future<List<InetAddress>> resolve(String host);

  /**
   * The JDK's resolver, as Vert.x has no public one. On threads of its own: a name that resolves
   * slowly holds its thread past the time-out, and must not hold those that store results.
   */
  static HostResolver system(Vertx vertx, Duration timeout) {
    WorkerExecutor threads = vertx.createSharedWorkerExecutor("pixelgate-names", 4);
    return host ->
        threads
            .executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
            .map(Objects::requireNonNull)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
