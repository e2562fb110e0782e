package dev.pixelgate.router.livepeer;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps pins in memory, as another process might change them. */
final class TestingPinStore implements PinStore {
  final Map<String, Pin> kept = new ConcurrentHashMap<>();
  final AtomicInteger reads = new AtomicInteger();

  @Override
  public Future<Optional<Pin>> find(String hostPort) {
    reads.incrementAndGet();
    return Future.succeededFuture(Optional.ofNullable(kept.get(hostPort)));
  }

  @Override
  public Future<Void> save(String hostPort, Pin pin) {
    kept.put(hostPort, pin);
    return Future.succeededFuture();
  }
}
