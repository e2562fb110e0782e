package dev.pixelgate.router.livepeer;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The faults that wait for the next jobs, one each. */
final class TestingFaults {
  private final Vertx vertx;
  private final Queue<TestingFault> waiting = new ConcurrentLinkedQueue<>();

  TestingFaults(Vertx vertx) {
    this.vertx = vertx;
  }

  void add(TestingFault fault) {
    waiting.add(fault);
  }

  /** Goes on with the fault of what has just arrived, once its time has come. */
  void next(Consumer<TestingFault> then) {
    TestingFault fault = Optional.ofNullable(waiting.poll()).orElse(TestingFault.NONE);
    fault.first().run();
    if (fault.delay().isZero()) {
      then.accept(fault);
    } else {
      vertx.setTimer(fault.delay().toMillis(), late -> then.accept(fault));
    }
  }
}
