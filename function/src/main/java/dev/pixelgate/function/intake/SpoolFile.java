package dev.pixelgate.function.intake;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The file behind a large upload, opened at the first write; the request is paused while the disk
 * is behind. Confined to one event loop.
 */
final class SpoolFile {
  private final Vertx vertx;
  private final Supplier<Path> files;
  private final HttpServerRequest request;
  private final List<Future<Void>> writes = new ArrayList<>();
  private Optional<Path> path = Optional.empty();
  private Optional<AsyncFile> opened = Optional.empty();
  private Future<AsyncFile> opening = Future.failedFuture("nothing was spooled");

  SpoolFile(Vertx vertx, Supplier<Path> files, HttpServerRequest request) {
    this.vertx = vertx;
    this.files = files;
    this.request = request;
  }

  void write(Buffer bytes) {
    if (path.isEmpty()) {
      Path file = files.get();
      path = Optional.of(file);
      opening =
          vertx
              .fileSystem()
              .open(file.toString(), new OpenOptions().setCreateNew(true))
              .onSuccess(f -> opened = Optional.of(f));
    }
    if (opened.isPresent()) {
      append(opened.get(), bytes);
    } else {
      // The listener above runs before this one, so bytes stay in order.
      request.pause();
      writes.add(opening.compose(file -> file.write(bytes)).onComplete(w -> request.resume()));
    }
  }

  private void append(AsyncFile file, Buffer bytes) {
    writes.removeIf(Future::succeeded);
    writes.add(file.write(bytes).onFailure(e -> request.resume()));
    if (file.writeQueueFull()) {
      request.pause();
      file.drainHandler(v -> request.resume());
    }
  }

  /** The file when there is one, with every byte handed to the system. */
  Future<Optional<Path>> close() {
    if (path.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return opening
        .compose(file -> Future.all(List.copyOf(writes)).compose(all -> file.close()))
        .map(v -> path);
  }

  /** Closes and removes the file, if there is one. */
  void delete() {
    path.ifPresent(
        file ->
            opening
                .compose(AsyncFile::close)
                .eventually(() -> vertx.fileSystem().delete(file.toString())));
  }
}
