package dev.pixelgate.function.upload;

import dev.pixelgate.function.media.Workers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes uploads whose time is over, at the start and then every few minutes. */
public final class UploadSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(UploadSweeper.class);
  private static final long EVERY_MILLIS = 5 * 60_000;

  private final Vertx vertx;
  private final FileUploads uploads;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile long timer = -1;

  /** One that has not started. */
  public UploadSweeper(Vertx vertx, FileUploads uploads) {
    this.vertx = vertx;
    this.uploads = uploads;
  }

  /** Sweeps once and then again and again; the first sweep need not be waited for. */
  public Future<Void> start() {
    timer = vertx.setPeriodic(EVERY_MILLIS, fired -> sweep());
    return sweep();
  }

  /** Ends the sweeping; a running sweep is finished by itself. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  private Future<Void> sweep() {
    if (!busy.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return new Workers(vertx)
        .call(uploads::sweep)
        .onSuccess(removed -> LOG.debug("uploads expired={}", removed))
        .onFailure(e -> LOG.warn("uploads sweep=failed reason={}", e.toString()))
        .onComplete(ended -> busy.set(false))
        .transform(ended -> Future.succeededFuture());
  }
}
