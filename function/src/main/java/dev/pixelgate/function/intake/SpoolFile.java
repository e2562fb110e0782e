package dev.pixelgate.function.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The file behind a large upload, opened at the first write; where the bytes come from is paused
 * while the disk is behind. Confined to one event loop.
 */
final class SpoolFile {
  private final Vertx vertx;
  private final Supplier<Path> files;
  private final ReadStream<?> source;
  private final List<Buffer> waiting = new ArrayList<>();
  private final List<Future<Void>> writes = new ArrayList<>();
  private Optional<Path> path = Optional.empty();
  private Optional<AsyncFile> opened = Optional.empty();

  /** Completes, here on the event loop, when what waited has been handed to the file. */
  private final Promise<AsyncFile> ready = Promise.promise();

  SpoolFile(Vertx vertx, Supplier<Path> files, ReadStream<?> source) {
    this.vertx = vertx;
    this.files = files;
    this.source = source;
  }

  void write(Buffer bytes) {
    if (ready.future().failed()) {
      return; // close() will say so
    }
    if (opened.isPresent()) {
      append(opened.get(), bytes);
      return;
    }
    // Not composed on the opening: a future that has just completed elsewhere runs a new listener
    // at once and those before it later, and these bytes would come before their predecessors.
    waiting.add(bytes);
    source.pause();
    if (path.isEmpty()) {
      open(files.get());
    }
  }

  private void open(Path file) {
    path = Optional.of(file);
    vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setCreateNew(true))
        .onSuccess(this::opened)
        .onFailure(this::notOpened);
  }

  private void notOpened(Throwable cause) {
    waiting.clear();
    ready.fail(cause);
    source.resume();
  }

  private void opened(AsyncFile file) {
    opened = Optional.of(file);
    waiting.forEach(bytes -> append(file, bytes));
    waiting.clear();
    ready.complete(file);
    if (!file.writeQueueFull()) {
      source.resume();
    }
  }

  private void append(AsyncFile file, Buffer bytes) {
    writes.removeIf(Future::succeeded);
    writes.add(file.write(bytes).onFailure(e -> source.resume()));
    if (file.writeQueueFull()) {
      source.pause();
      file.drainHandler(v -> source.resume());
    }
  }

  /** The file when there is one, with every byte handed to the system. */
  Future<Optional<Path>> close() {
    if (path.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return ready.future().compose(this::closeWhenWritten).map(v -> path);
  }

  private Future<Void> closeWhenWritten(AsyncFile file) {
    return Future.all(List.copyOf(writes)).compose(all -> file.close());
  }

  /** Closes and removes the file, if there is one. */
  void delete() {
    path.ifPresent(
        file ->
            ready
                .future()
                .compose(AsyncFile::close)
                .eventually(() -> vertx.fileSystem().delete(file.toString())));
  }
}
