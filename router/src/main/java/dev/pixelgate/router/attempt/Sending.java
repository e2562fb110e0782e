package dev.pixelgate.router.attempt;

import dev.pixelgate.router.Upload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way out: one buffer, or a spooled image that is read from its file as the
 * connection takes it. Confined to one event loop.
 */
final class Sending {
  /** Netty cuts a body into chunks of 8 KiB otherwise, and each costs a turn of the event loop. */
  private static final int CHUNK_BYTES = 64 << 10;

  private static final OpenOptions READ_ONLY =
      new OpenOptions().setRead(true).setWrite(false).setCreate(false);

  private final Buffer head;
  private final @Nullable AsyncFile file;
  private final long fileSize;
  private final Buffer tail;
  private long fileBytes;
  private boolean over;
  private Optional<Throwable> fileFailure = Optional.empty();

  private Sending(Buffer head, @Nullable AsyncFile file, long fileSize, Buffer tail) {
    this.head = head;
    this.file = file;
    this.fileSize = fileSize;
    this.tail = tail;
  }

  /** Nothing. */
  static Sending nothing() {
    return whole(Buffer.buffer());
  }

  /** Opens what has to be read; fails when it cannot be. */
  static Future<Sending> open(Vertx vertx, JobBody body) {
    return switch (body.image().orElse(new Upload.InMemory(Buffer.buffer()))) {
      case Upload.InMemory(Buffer bytes) -> Future.succeededFuture(whole(body.around(bytes)));
      case Upload.Spooled(var path, long size) ->
          vertx
              .fileSystem()
              .open(path.toString(), READ_ONLY)
              .map(
                  file ->
                      new Sending(
                          body.head(),
                          file.setReadBufferSize(CHUNK_BYTES).pause(),
                          size,
                          body.tail()));
    };
  }

  private static Sending whole(Buffer bytes) {
    return new Sending(bytes, null, 0, Buffer.buffer());
  }

  /**
   * Sends it and ends the request.
   *
   * @param failed hears when the file could not be read, or has another size than it should
   */
  void to(HttpClientRequest request, Consumer<Throwable> failed) {
    if (file == null) {
      over = true;
      request.end(head);
      return;
    }
    file.exceptionHandler(why -> fail(why, failed))
        .endHandler(v -> fileEnd(request, failed))
        .handler(bytes -> fileBytes(bytes, request, failed));
    request.drainHandler(v -> readOn());
    request.write(head);
    readOn();
  }

  /** Whether all of it has left. */
  boolean whole() {
    return over && fileBytes == fileSize && fileFailure.isEmpty();
  }

  /** Nothing is sent from here on. */
  void stop() {
    if (!over) {
      over = true;
      if (file != null) {
        file.close();
      }
    }
  }

  /** Why our own file could not be read, if that is what broke the request. */
  Optional<Throwable> fileFailure() {
    return fileFailure;
  }

  private void readOn() {
    if (!over && file != null) {
      file.resume();
    }
  }

  private void fileBytes(Buffer bytes, HttpClientRequest request, Consumer<Throwable> failed) {
    if (over) {
      return;
    }
    fileBytes += bytes.length();
    if (fileBytes > fileSize) {
      fail(new IOException("the spooled image has over " + fileSize + " bytes"), failed);
      return;
    }
    request.write(bytes);
    if (file != null && request.writeQueueFull()) {
      file.pause();
    }
  }

  private void fileEnd(HttpClientRequest request, Consumer<Throwable> failed) {
    if (over) {
      return;
    }
    if (fileBytes != fileSize) {
      fail(
          new IOException("the spooled image has " + fileBytes + " bytes, not " + fileSize),
          failed);
      return;
    }
    stop();
    request.end(tail);
  }

  private void fail(Throwable why, Consumer<Throwable> failed) {
    if (!over) {
      fileFailure = Optional.of(why);
      stop();
      failed.accept(why);
    }
  }
}
