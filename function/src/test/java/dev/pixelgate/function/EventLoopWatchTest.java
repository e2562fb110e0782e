package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.assembly.Platform;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopWatchTest {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @AfterEach
  void forget() {
    EventLoopWatch.takeComplaints();
  }

  @Test
  void noticesABlockedEventLoop() {
    VertxOptions options =
        new VertxOptions().setBlockedThreadCheckInterval(5).setMaxEventLoopExecuteTime(10_000_000);
    Vertx vertx = Vertx.vertx(options);

    assertTrue(blockedUntilNoticed(vertx, "vert.x-eventloop-thread"));
    Blocking.join(vertx.close());
  }

  @Test
  void watchesThePlatformAsStrictlyAsItIsTold() {
    String limit = System.getProperty(Platform.EVENT_LOOP_LIMIT);
    try (Platform platform = Platform.start()) {
      assertTrue(blockedUntilNoticed(platform.vertx(), "time limit is " + limit + " ms"));
    }
  }

  /** Blocks an event loop until a complaint with these words came. */
  private static boolean blockedUntilNoticed(Vertx vertx, String words) {
    CountDownLatch noticed = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    vertx.runOnContext(blocking -> await(noticed, free));
    boolean came = false;
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!came && System.nanoTime() < end) {
      came = EventLoopWatch.takeComplaints().stream().anyMatch(line -> line.contains(words));
    }
    noticed.countDown();
    await(free, noticed);
    return came;
  }

  private static void await(CountDownLatch awaited, CountDownLatch done) {
    try {
      awaited.await();
      done.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
