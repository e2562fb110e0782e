package dev.pixelgate.router.airunner;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that stays open after its last byte until the answer is there: {@link #answered}
 * ends it, {@link #abort} fails it. WebClient has no handle to reset a request; but it resets the
 * request when the stream of its body fails, at any time before the stream's end. With a
 * Content-Length the seller sees a whole request either way. Confined to one event loop.
 */
final class HeldBody implements ReadStream<Buffer> {
  private enum Part {
    HEAD,
    FILE,
    LAST,
    HELD,
    OVER
  }

  private static final Buffer NOTHING = Buffer.buffer();

  private final @Nullable AsyncFile file;
  private final long fileSize;
  private Buffer head;
  private Buffer last;
  private Part part;
  private long fileBytes;
  private long demand = Long.MAX_VALUE;
  private boolean pumping;
  private boolean begun;
  private Runnable onBegin = () -> {};
  private Optional<Throwable> fileFailure = Optional.empty();
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;

  /** One buffer, sent in one piece. */
  static HeldBody of(Buffer whole) {
    return new HeldBody(Part.LAST, NOTHING, null, 0, whole);
  }

  /** No bytes: the empty write makes the client send the request's head. */
  static HeldBody empty() {
    return of(NOTHING);
  }

  /** The file between two buffers; read as the connection takes it, closed when it is over. */
  static HeldBody of(Buffer head, AsyncFile file, long fileSize, Buffer tail) {
    return new HeldBody(Part.HEAD, head, file, fileSize, tail);
  }

  private HeldBody(Part first, Buffer head, @Nullable AsyncFile file, long fileSize, Buffer last) {
    this.part = first;
    this.head = head;
    this.file = file;
    this.fileSize = fileSize;
    this.last = last;
    if (file != null) {
      file.pause()
          .handler(this::fileBytes)
          .endHandler(v -> fileEnd())
          .exceptionHandler(this::fileFailed);
    }
  }

  /**
   * Ends the request when it was sent whole; otherwise there is nobody to read the rest: resets.
   */
  void answered(AsyncResult<?> answer) {
    if (answer.succeeded() && part == Part.HELD) {
      over();
      if (endHandler != null) {
        endHandler.handle(null);
      }
    } else {
      abort(new IOException("the answer came before the end of the request"));
    }
  }

  /** Fails the body, which resets its request; nothing after the end. */
  void abort(Throwable why) {
    if (part != Part.OVER) {
      over();
      if (exceptionHandler != null) {
        exceptionHandler.handle(why);
      }
    }
  }

  /** Runs {@code action} when the first bytes leave. */
  void onBegin(Runnable action) {
    onBegin = action;
  }

  /** Why our own file could not be read, if that is what broke the request. */
  Optional<Throwable> fileFailure() {
    return fileFailure;
  }

  @Override
  public HeldBody handler(@Nullable Handler<Buffer> bytes) {
    handler = bytes;
    pump();
    return this;
  }

  @Override
  public HeldBody endHandler(@Nullable Handler<Void> end) {
    endHandler = end;
    return this;
  }

  @Override
  public HeldBody exceptionHandler(@Nullable Handler<Throwable> failure) {
    exceptionHandler = failure;
    return this;
  }

  @Override
  public HeldBody pause() {
    demand = 0;
    if (file != null && part == Part.FILE) {
      file.pause();
    }
    return this;
  }

  @Override
  public HeldBody resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public HeldBody fetch(long amount) {
    demand = amount > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + amount;
    pump();
    return this;
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    while (demand > 0 && handler != null && (part == Part.HEAD || part == Part.LAST)) {
      emit(part == Part.HEAD ? takeHead() : takeLast());
    }
    pumping = false;
    if (file != null && part == Part.FILE && demand > 0) {
      file.fetch(demand);
    }
  }

  private Buffer takeHead() {
    Buffer bytes = head;
    head = NOTHING;
    part = Part.FILE;
    return bytes;
  }

  private Buffer takeLast() {
    Buffer bytes = last;
    last = NOTHING;
    part = Part.HELD;
    return bytes;
  }

  private void emit(Buffer bytes) {
    if (!begun) {
      begun = true;
      onBegin.run();
    }
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (handler != null) {
      handler.handle(bytes);
    }
  }

  private void fileBytes(Buffer bytes) {
    if (part == Part.FILE) {
      fileBytes += bytes.length();
      emit(bytes);
    }
  }

  private void fileEnd() {
    if (part != Part.FILE) {
      return;
    }
    if (fileBytes != fileSize) {
      fileFailed(new IOException("the spooled image has " + fileBytes + " bytes, not " + fileSize));
      return;
    }
    part = Part.LAST;
    pump();
  }

  private void fileFailed(Throwable why) {
    if (part != Part.OVER) {
      fileFailure = Optional.of(why);
      abort(why);
    }
  }

  private void over() {
    part = Part.OVER;
    head = NOTHING;
    last = NOTHING;
    if (file != null) {
      file.close();
    }
  }
}
