package dev.pixelgate.router.airunner;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body on its way to the sink: back-pressure and an end to endless answers. What the
 * bytes are worth is asked later, because the codec of a WebClient does not see the status.
 */
final class AnswerStream implements BodyStream<Void> {
  /** Base64 takes 4 characters for 3 bytes; the JSON around a picture takes less than this. */
  private static final long BYTES_BESIDE = 1 << 20;

  private final AnswerBytes bytes;
  private final PictureSink sink;
  private final long limit;
  private final Promise<Void> result = Promise.promise();
  private long received;

  AnswerStream(AnswerBytes bytes, PictureSink sink) {
    this.bytes = bytes;
    this.sink = sink;
    this.limit = sink.limit() / 3 * 4 + BYTES_BESIDE;
  }

  /** Whether more came than a picture within its limit can take. */
  boolean tooLong() {
    return received > limit;
  }

  /** In bytes. */
  long limit() {
    return limit;
  }

  @Override
  public Future<Void> result() {
    return result.future();
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    received += chunk.length();
    if (tooLong()) {
      return Future.failedFuture("more than " + limit + " bytes");
    }
    bytes.accept(chunk);
    return sink.storeFailure()
        .<Future<Void>>map(Future::failedFuture)
        .orElseGet(Future::succeededFuture);
  }

  @Override
  public Future<Void> end() {
    sink.flushed().onComplete(result);
    return result.future();
  }

  /** The answer broke off. */
  @Override
  public void handle(Throwable failure) {
    result.tryFail(failure);
  }

  @Override
  public boolean writeQueueFull() {
    return sink.full();
  }

  @Override
  public AnswerStream drainHandler(@Nullable Handler<Void> handler) {
    sink.drainHandler(handler);
    return this;
  }

  @Override
  public AnswerStream setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public AnswerStream exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }
}
