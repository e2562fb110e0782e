package dev.pixelgate.router.exchange;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks names up on some threads. What waits for a thread when its time is over is never looked up:
 * a pool that was held for a while does no work then that nobody waits for. Any thread.
 */
final class SystemResolver implements HostResolver {
  private final WorkerExecutor threads;
  private final Duration timeout;
  private final int most;
  private final Lookup lookup;
  private final AtomicInteger names = new AtomicInteger();

  /** One name, on a thread that it may hold. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] all(String host) throws IOException;
  }

  /**
   * By the platform.
   *
   * @param most names that are looked up or wait for it
   */
  SystemResolver(WorkerExecutor threads, Duration timeout, int most) {
    this(threads, timeout, most, InetAddress::getAllByName);
  }

  SystemResolver(WorkerExecutor threads, Duration timeout, int most, Lookup lookup) {
    this.threads = threads;
    this.timeout = timeout;
    this.most = most;
    this.lookup = lookup;
  }

  @Override
  public Future<List<InetAddress>> resolve(String host) {
    if (names.incrementAndGet() > most) {
      names.decrementAndGet();
      return Future.failedFuture(new NamesBusyException(most));
    }
    AtomicBoolean over = new AtomicBoolean();
    return threads
        .executeBlocking(() -> unlessOver(host, over), false)
        .onComplete(ended -> names.decrementAndGet())
        .map(Objects::requireNonNull)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(ended -> over.set(true));
  }

  private List<InetAddress> unlessOver(String host, AtomicBoolean over) throws IOException {
    if (over.get()) {
      throw new IOException("nobody waits for " + host);
    }
    return List.of(lookup.all(host));
  }
}
