package dev.pixelgate.function.lambda;

import dev.pixelgate.function.config.InvokeMode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Asks for the next event, has it answered, and asks again; as many times at once as Lambda sends
 * events to one process.
 */
public final class LambdaLoop extends VerticleBase {
  private final Settings settings;
  private final Freezing freezing;
  private final InstantSource clock;
  private final Promise<Void> ended = Promise.promise();
  private final Promise<Void> idle = Promise.promise();
  private int running;
  private boolean stopping;

  /**
   * How it works.
   *
   * @param socket of the gateway's server
   * @param drain how long invocations that run are waited for at the end
   */
  public record Settings(
      LambdaEnvironment environment, Path socket, InvokeMode mode, Duration drain) {}

  /** Puts events to a server that listens already. */
  public LambdaLoop(Settings settings, Freezing freezing, InstantSource clock) {
    this.settings = settings;
    this.freezing = freezing;
    this.clock = clock;
  }

  /** Fails when the Runtime API is gone, and then nothing is left to be done here. Any thread. */
  public Future<Void> ended() {
    return ended.future();
  }

  @Override
  public Future<?> start() {
    LambdaEnvironment environment = settings.environment();
    Parts parts =
        new Parts(
            vertx,
            new RuntimeApi(vertx, environment),
            new InnerServer(vertx, settings.socket(), environment.concurrency()),
            new AmongOthers(),
            clock,
            settings.mode() == InvokeMode.RESPONSE_STREAM);
    for (int i = 0; i < environment.concurrency(); i++) {
      next(parts);
    }
    // Closed with the verticle, the connections on which the next events are waited for too.
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    if (running == 0) {
      return Future.succeededFuture();
    }
    long timer = vertx.setTimer(settings.drain().toMillis() + 1, fired -> idle.tryComplete());
    return idle.future().onComplete(v -> vertx.cancelTimer(timer));
  }

  private void next(Parts parts) {
    parts
        .api()
        .next()
        .compose(invocation -> take(parts, invocation))
        .onSuccess(
            done -> {
              if (!stopping) {
                next(parts);
              }
            })
        .onFailure(
            cause -> {
              // At the end what is waited for is given up.
              if (!stopping) {
                ended.tryFail(cause);
              }
            });
  }

  private Future<Void> take(Parts parts, Invocation invocation) {
    running++;
    return new Turn(parts, invocation)
        .take()
        .onComplete(
            done -> {
              running--;
              if (stopping && running == 0) {
                idle.tryComplete();
              }
            });
  }

  /** Nobody stands still while another invocation runs. */
  private final class AmongOthers implements Freezing {
    @Override
    public Future<Void> thawed() {
      return running > 1 ? Future.succeededFuture() : freezing.thawed();
    }

    @Override
    public Future<Void> freezes() {
      return running > 1 ? Future.succeededFuture() : freezing.freezes();
    }
  }
}
