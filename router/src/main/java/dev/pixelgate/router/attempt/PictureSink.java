package dev.pixelgate.router.attempt;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PngWalk;
import dev.pixelgate.router.ResultWriter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks one picture on its way into the result writer: a whole PNG, of a size that is due, within
 * its limit. Beyond the first problem nothing more is written. Confined to one event loop.
 */
final class PictureSink implements PictureBytes {
  private final ResultWriter result;
  private final PictureRule rule;
  private final long limit;
  private final PngWalk walk = new PngWalk();
  private boolean sizeChecked;
  private boolean closed;
  private long bytes;
  private int pendingWrites;
  private String problem = "";
  private Optional<Throwable> storeFailure = Optional.empty();
  private @Nullable Handler<Void> drainHandler;
  private @Nullable Promise<Void> flushed;

  PictureSink(ResultWriter result, PictureRule rule, long limit) {
    this.result = result;
    this.rule = rule;
    this.limit = Math.min(limit, rule.maxBytes());
  }

  @Override
  public void accept(byte[] chunk, int offset, int length) {
    if (closed || !problem.isEmpty() || storeFailure.isPresent()) {
      return;
    }
    bytes += length;
    walk.accept(chunk, offset, length);
    problem = problemSoFar();
    if (problem.isEmpty()) {
      write(Buffer.buffer(length).appendBytes(chunk, offset, length));
    }
  }

  /** What is wrong with the picture, as a phrase after the seller's name; empty if nothing is. */
  String verdict() {
    return !problem.isEmpty() || walk.complete()
        ? problem
        : "answered a broken PNG: " + walk.problem();
  }

  /** Why the result writer failed, if it did. */
  Optional<Throwable> storeFailure() {
    return storeFailure;
  }

  /** The most bytes that are accepted. */
  long limit() {
    return limit;
  }

  /** Whether the writer wants a pause. */
  boolean full() {
    return pendingWrites > 0;
  }

  /** Called when a full writer has room again. */
  void drainHandler(@Nullable Handler<Void> handler) {
    drainHandler = handler;
  }

  /** Completes when the writer has taken everything; fails if it failed. Asked once, at the end. */
  Future<Void> flushed() {
    Promise<Void> promise = Promise.promise();
    flushed = promise;
    settleFlush();
    return promise.future();
  }

  /** Nothing is written from here on. */
  void close() {
    closed = true;
  }

  private String problemSoFar() {
    if (walk.broken()) {
      return "answered a broken PNG: " + walk.problem();
    }
    if (bytes > limit) {
      return "answered a picture over the limit of " + limit + " bytes";
    }
    if (sizeChecked || walk.picture().isEmpty()) {
      return "";
    }
    sizeChecked = true;
    Picture picture = walk.picture().get();
    return rule.accepts(picture)
        ? ""
        : "answered a %dx%d picture, %s was due".formatted(picture.width(), picture.height(), rule);
  }

  private void write(Buffer chunk) {
    Future<Void> written = result.write(chunk);
    if (!written.succeeded()) {
      pendingWrites++;
      written.onComplete(this::written);
    }
  }

  private void written(AsyncResult<Void> outcome) {
    pendingWrites--;
    if (outcome.failed() && storeFailure.isEmpty()) {
      storeFailure = Optional.of(outcome.cause());
    }
    Handler<Void> drain = drainHandler;
    if (pendingWrites == 0 && drain != null) {
      drainHandler = null;
      drain.handle(null);
    }
    settleFlush();
  }

  private void settleFlush() {
    if (flushed != null && pendingWrites == 0) {
      storeFailure.ifPresentOrElse(flushed::tryFail, flushed::tryComplete);
    }
  }
}
