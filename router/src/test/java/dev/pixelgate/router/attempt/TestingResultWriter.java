package dev.pixelgate.router.attempt;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps what was written; on demand it takes its time, or fails. Confined to one event loop. */
public final class TestingResultWriter implements ResultWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Deque<Promise<Void>> withheld = new ArrayDeque<>();
  private final boolean slow;
  private final boolean broken;
  private int peakWithheld;
  private int largestWrite;
  private Runnable onWrite = () -> {};

  public static TestingResultWriter prompt() {
    return new TestingResultWriter(false, false);
  }

  /** Completes no write before {@link #release}. */
  public static TestingResultWriter slow() {
    return new TestingResultWriter(true, false);
  }

  public static TestingResultWriter broken() {
    return new TestingResultWriter(false, true);
  }

  private TestingResultWriter(boolean slow, boolean broken) {
    this.slow = slow;
    this.broken = broken;
  }

  public byte[] written() {
    return bytes.toByteArray();
  }

  public int size() {
    return bytes.size();
  }

  /** The most writes that were waiting at one time. */
  public int peakWithheld() {
    return peakWithheld;
  }

  /** In bytes. */
  public int largestWrite() {
    return largestWrite;
  }

  public void onWrite(Runnable action) {
    onWrite = action;
  }

  public void release() {
    while (!withheld.isEmpty()) {
      withheld.removeFirst().complete();
    }
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    if (broken) {
      return Future.failedFuture(new IOException("disk full"));
    }
    bytes.writeBytes(chunk.getBytes());
    largestWrite = Math.max(largestWrite, chunk.length());
    Promise<Void> written = Promise.promise();
    if (slow) {
      withheld.add(written);
      peakWithheld = Math.max(peakWithheld, withheld.size());
    } else {
      written.complete();
    }
    onWrite.run();
    return written.future();
  }

  @Override
  public OutputStream blocking() {
    throw new UnsupportedOperationException("a remote attempt writes on its event loop");
  }

  @Override
  public Future<StoredMedia> publish(Cancellation stop) {
    throw new UnsupportedOperationException("the dispatcher publishes");
  }

  @Override
  public Future<Void> discard() {
    throw new UnsupportedOperationException("the dispatcher discards");
  }
}
