package dev.pixelgate.function.cli;

import dev.pixelgate.function.media.Workers;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.MediaStore;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts each result where the command wants it: written beside its place, then moved there, so that
 * no half picture is ever seen. One result at a time.
 */
final class FileResults implements MediaStore {
  private final Workers workers;
  private volatile Path target = Path.of("");

  FileResults(Vertx vertx) {
    this.workers = new Workers(vertx);
  }

  /** Where the next result goes. */
  void next(Path file) {
    target = file;
  }

  @Override
  public ResultWriter open(String account) {
    return new FileWriter(workers, target.toAbsolutePath());
  }

  private static final class FileWriter implements ResultWriter {
    private final Workers workers;
    private final Path target;
    private final Path part;
    private final LazyFile stream;

    FileWriter(Workers workers, Path target) {
      this.workers = workers;
      this.target = target;
      this.part = target.resolveSibling("." + target.getFileName() + ".part");
      this.stream = new LazyFile(part);
    }

    @Override
    public Future<Void> write(Buffer bytes) {
      return workers.run(() -> stream.write(bytes.getBytes()));
    }

    @Override
    public OutputStream blocking() {
      return stream;
    }

    @Override
    public Future<StoredMedia> publish(Cancellation stop) {
      return workers.call(this::move);
    }

    private StoredMedia move() throws IOException {
      stream.finish();
      long size = Files.size(part);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      return new StoredMedia(target.toString(), size);
    }

    @Override
    public Future<Void> discard() {
      return workers.run(
          () -> {
            stream.finish();
            Files.deleteIfExists(part);
          });
    }
  }

  /** Makes the file, and the folders above it, at the first byte. */
  private static final class LazyFile extends OutputStream {
    private final Path file;
    private OutputStream stream = OutputStream.nullOutputStream();
    private boolean open;

    LazyFile(Path file) {
      this.file = file;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!open) {
        if (file.getParent() != null) {
          Files.createDirectories(file.getParent());
        }
        stream = new BufferedOutputStream(Files.newOutputStream(file));
        open = true;
      }
      stream.write(bytes, offset, length);
    }

    void finish() throws IOException {
      stream.close();
    }
  }
}
