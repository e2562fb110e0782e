package dev.pixelgate.function.media;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the media folder clean: at the start what dead processes left in the spool, then every few
 * minutes pictures whose time is over. Works in batches, so that no worker thread is away for long.
 */
public final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final long EVERY_MILLIS = 5 * 60_000;
  private static final int BATCH_FILES = 1_000;

  private final Vertx vertx;
  private final Workers workers;
  private final Optional<FileMediaStore> store;
  private final Spool spool;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile long timer = -1;

  /** A sweeper that has not started. */
  public Sweeper(Vertx vertx, FileMediaStore store, Spool spool) {
    this(vertx, Optional.of(store), spool);
  }

  /** One for a spool alone: its pictures lie where they are removed by somebody else. */
  public static Sweeper ofSpool(Vertx vertx, Spool spool) {
    return new Sweeper(vertx, Optional.empty(), spool);
  }

  private Sweeper(Vertx vertx, Optional<FileMediaStore> store, Spool spool) {
    this.vertx = vertx;
    this.workers = new Workers(vertx);
    this.store = store;
    this.spool = spool;
  }

  /**
   * Sweeps once and then again and again.
   *
   * @return completes after the first sweep; it need not be waited for
   */
  public Future<Void> start() {
    if (store.isPresent()) {
      timer = vertx.setPeriodic(EVERY_MILLIS, fired -> sweep());
    }
    return workers
        .call(spool::removeLeftOvers)
        .onSuccess(removed -> LOG.debug("spool removed={}", removed))
        .onFailure(e -> LOG.warn("spool clean=failed reason={}", e.toString()))
        .transform(cleaned -> sweep());
  }

  /** Ends the sweeping; a running batch is finished by itself. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** One sweep over everything; none when one is running. */
  Future<Void> sweep() {
    if (store.isEmpty() || !busy.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return workers
        .call(store.get()::sweep)
        .compose(this::runToEnd)
        .onSuccess(deleted -> LOG.debug("media expired={}", deleted))
        .onFailure(e -> LOG.warn("media sweep=failed reason={}", e.toString()))
        .onComplete(ended -> busy.set(false))
        .transform(ended -> Future.succeededFuture());
  }

  private Future<Integer> runToEnd(MediaSweep sweep) {
    return steps(sweep).eventually(() -> workers.run(sweep::close));
  }

  private Future<Integer> steps(MediaSweep sweep) {
    return workers
        .call(() -> sweep.step(BATCH_FILES))
        .compose(more -> more ? steps(sweep) : Future.succeededFuture(sweep.deleted()));
  }
}
