package dev.pixelgate.function.media;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.LooseMedia;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers up to 256 KiB in memory, so that a small picture costs one trip to a worker thread; what
 * is larger goes to the spool 256 KiB at a time.
 */
final class FileResultWriter implements ResultWriter {
  static final int GATHERED_BYTES = 256 << 10;

  /**
   * The pixels of 4096x4096, which are 64 MiB as a data URL. Clients hold an answer as one string;
   * what is larger would cost them more memory than they are likely to have.
   */
  static final long MOST_LOOSE_BYTES = 48L << 20;

  private final Workers workers;
  private final Publishing store;
  private final String account;
  private final SpooledResult file;
  private Gathered memory = new Gathered();
  private Future<Void> flushing = Future.succeededFuture();
  private volatile boolean ended;
  private volatile boolean whole;

  FileResultWriter(Workers workers, Publishing store, String account, SpooledResult file) {
    this.workers = workers;
    this.store = store;
    this.account = account;
    this.file = file;
  }

  @Override
  public Future<Void> write(Buffer bytes) {
    if (ended) {
      throw new IllegalStateException("the result has ended");
    }
    if (memory.size() == 0 || memory.size() + bytes.length() <= GATHERED_BYTES) {
      memory.append(bytes);
      return flushing.failed() ? flushing : Future.succeededFuture();
    }
    Gathered full = memory;
    memory = new Gathered();
    memory.append(bytes);
    flushing = flushing.compose(flushed -> flush(full));
    return flushing;
  }

  private Future<Void> flush(Gathered full) {
    return workers.run(() -> file.append(full.view()));
  }

  @Override
  public OutputStream blocking() {
    return new BlockingStream();
  }

  @Override
  public Future<StoredMedia> publish(Cancellation stop) {
    end();
    return flushing
        .compose(flushed -> workers.run(this::finish))
        .compose(finished -> store.publish(file, account, stop))
        .recover(reason -> Future.failedFuture(failure("stored", reason)));
  }

  private void finish() throws IOException {
    if (store.takesMemory() && !file.exists()) {
      file.hold(memory.view());
    } else {
      file.append(memory.view());
    }
    whole = true;
    file.close();
  }

  @Override
  public Future<LooseMedia> rescue() {
    return flushing.compose(flushed -> workers.call(this::loose)).recover(this::giveUp);
  }

  private LooseMedia loose() throws IOException {
    if (!whole || !file.isReadable()) {
      throw new IOException("it is not whole");
    }
    if (file.size() > MOST_LOOSE_BYTES) {
      throw new IOException(
          "it has %d bytes, and an answer holds pictures of up to %d bytes"
              .formatted(file.size(), MOST_LOOSE_BYTES));
    }
    return new LooseResult(workers, file);
  }

  private Future<LooseMedia> giveUp(Throwable reason) {
    return workers
        .run(file::delete)
        .transform(deleted -> Future.failedFuture(failure("kept", reason)));
  }

  private static IOException failure(String what, Throwable reason) {
    return new IOException("a result picture cannot be " + what + ": " + reason, reason);
  }

  @Override
  public Future<Void> discard() {
    end();
    return flushing.transform(
        flushed -> file.exists() ? workers.run(file::delete) : Future.succeededFuture());
  }

  private void end() {
    if (ended) {
      throw new IllegalStateException("the result has ended before");
    }
    ended = true;
  }

  /** The same for a worker thread, which may wait for the disk. */
  private final class BlockingStream extends OutputStream {
    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (ended) {
        throw new IOException("the result has ended");
      }
      if (memory.size() + length > GATHERED_BYTES && memory.size() > 0) {
        file.append(memory.view());
        memory.clear();
      }
      memory.append(bytes, offset, length);
    }
  }
}
