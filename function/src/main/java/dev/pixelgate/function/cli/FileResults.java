package dev.pixelgate.function.cli;

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
import java.util.concurrent.Callable;

/**
 * Puts each result where the command wants it: written beside its place, then moved there, so that
 * no half picture is ever seen. One result at a time.
 */
final class FileResults implements MediaStore {
  private final Vertx vertx;
  private volatile Path target = Path.of("");

  FileResults(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Where the next result goes. */
  void next(Path file) {
    target = file;
  }

  @Override
  public ResultWriter open(String account) {
    return new FileWriter(vertx, target.toAbsolutePath());
  }

  private static final class FileWriter implements ResultWriter {
    private final Vertx vertx;
    private final Path target;
    private final Path part;
    private final LazyFile stream;

    FileWriter(Vertx vertx, Path target) {
      this.vertx = vertx;
      this.target = target;
      this.part = target.resolveSibling("." + target.getFileName() + ".part");
      this.stream = new LazyFile(part);
    }

    @Override
    public Future<Void> write(Buffer bytes) {
      return onWorker(() -> stream.write(bytes.getBytes()));
    }

    @Override
    public OutputStream blocking() {
      return stream;
    }

    @Override
    public Future<StoredMedia> publish() {
      return vertx.executeBlocking(this::move);
    }

    private StoredMedia move() throws IOException {
      stream.finish();
      long size = Files.size(part);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      return new StoredMedia(target.toString(), size);
    }

    @Override
    public Future<Void> discard() {
      return onWorker(
          () -> {
            stream.finish();
            Files.deleteIfExists(part);
          });
    }

    private Future<Void> onWorker(BlockingStep step) {
      Callable<Void> call =
          () -> {
            step.run();
            return null;
          };
      return vertx.executeBlocking(call);
    }
  }

  private interface BlockingStep {
    void run() throws IOException;
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
