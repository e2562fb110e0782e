package dev.pixelgate.runtime;

import dev.pixelgate.runtime.inference.ResultShape;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The one thread that compresses results, beside the one that infers. It ends with {@link #close},
 * and at the latest with the process.
 */
final class EncoderThread implements AutoCloseable {
  /** One is filled while the other is compressed; a result of one band has one. */
  private static final int BANDS = 2;

  /** Buffers up to this size are kept for the next job: those of RGB pictures to 680 px width. */
  private static final int KEPT_BYTES = 8 << 20;

  private final ExecutorService thread;
  private List<byte[]> buffers = List.of();

  /** Starts its thread at the first result. */
  EncoderThread(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
  }

  /**
   * Begins one result; the one before has ended.
   *
   * @param stop looked at between rows
   */
  Encoding begin(ResultShape shape, OutputStream output, BooleanSupplier stop) {
    List<byte[]> room = room(shape.bandBytes(), shape.height() > shape.bandRows() ? BANDS : 1);
    buffers = shape.bandBytes() <= KEPT_BYTES ? room : List.of();
    Encoding encoding = new Encoding(shape, room, output, stop);
    thread.execute(encoding);
    return encoding;
  }

  private List<byte[]> room(int bytes, int count) {
    return buffers.size() >= count && buffers.getFirst().length >= bytes
        ? buffers
        : Stream.generate(() -> new byte[bytes]).limit(count).toList();
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
