package dev.pixelgate.router.discovery;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** An event loop of Vert.x. */
public final class VertxLoop implements Loop {
  private final Vertx vertx;
  private final Context context;
  private final InstantSource clock;

  /** The loop of the calling context; one of its own when there is none. */
  public VertxLoop(Vertx vertx, InstantSource clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public void run(Runnable step) {
    if (context.equals(Vertx.currentContext())) {
      step.run();
    } else {
      context.runOnContext(ignored -> step.run());
    }
  }

  /** Called on the loop. */
  @Override
  public Timer after(Duration delay, Runnable step) {
    long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> step.run());
    return () -> vertx.cancelTimer(timer);
  }

  @Override
  public <T> Future<T> compute(Callable<T> work) {
    Promise<T> done = Promise.promise();
    vertx
        .executeBlocking(work, false)
        .onComplete(
            result ->
                run(
                    () -> {
                      if (result.succeeded()) {
                        done.complete(result.result());
                      } else {
                        done.fail(result.cause());
                      }
                    }));
    return done.future();
  }
}
