package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Finds all addresses of a host. */
public interface HostResolver {
  /** At least one address; fails with an {@link java.io.IOException} or after a while. */
  Future<List<InetAddress>> resolve(String host);

  /**
   * The JDK's resolver, as Vert.x has no public one. On threads of its own: a name that resolves
   * slowly holds its thread past the time-out, and must not hold those that store results.
   */
  static HostResolver system(Vertx vertx, Duration timeout) {
    return new SystemResolver(
        vertx.createSharedWorkerExecutor("pixelgate-names", 4), timeout, Integer.MAX_VALUE);
  }

  /**
   * The same for names that anybody may choose, on other threads: slow ones hold up none of the
   * gateway's own. Of more than 64 names at a time it fails with a {@link NamesBusyException}.
   */
  static HostResolver ofStrangers(Vertx vertx, Duration timeout) {
    return new SystemResolver(
        vertx.createSharedWorkerExecutor("pixelgate-strangers-names", 8), timeout, 64);
  }
}
