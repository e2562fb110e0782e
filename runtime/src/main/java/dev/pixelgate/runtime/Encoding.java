package dev.pixelgate.runtime;

import dev.pixelgate.runtime.inference.Band;
import dev.pixelgate.runtime.inference.BandSink;
import dev.pixelgate.runtime.inference.ResultShape;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.PngEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One result on its way into PNG: bands go to and fro between the worker, which fills and owns this
 * object, and the encoder's thread, which {@link #run runs} it. Whatever happens on the one side
 * ends the other's waiting.
 */
final class Encoding implements BandSink, Runnable, AutoCloseable {
  /** How it ended. */
  sealed interface End {}

  /** The whole PNG is in the output. */
  record Whole() implements End {}

  /** It was cancelled, or some rows did not come. */
  record Stopped() implements End {}

  /** The output threw this. */
  record Unwritable(IOException cause) implements End {}

  private final ResultShape shape;
  private final OutputStream output;
  private final BooleanSupplier stop;

  /** Bands to be filled; nothing, once no more are wanted. */
  private final BlockingQueue<Optional<Band>> empty = new LinkedBlockingQueue<>();

  /** Bands to be compressed; nothing, after the last. */
  private final BlockingQueue<Optional<Band>> filled = new LinkedBlockingQueue<>();

  private final CountDownLatch over = new CountDownLatch(1);
  private final Object runnerLock = new Object();
  private @Nullable Thread runner;
  private boolean ended;
  private boolean whole;
  private volatile boolean unwanted;
  private volatile @Nullable Throwable failure;

  Encoding(ResultShape shape, List<byte[]> buffers, OutputStream output, BooleanSupplier stop) {
    this.shape = shape;
    this.output = output;
    this.stop = stop;
    buffers.forEach(buffer -> empty.add(Optional.of(new Band(shape, buffer))));
  }

  @Override
  public Optional<Band> take() {
    try {
      return stopped() ? Optional.empty() : empty.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void put(Band band) {
    filled.add(Optional.of(band));
  }

  /** Whether more bands are of no use: cancelled, failed, or the worker gave up. */
  boolean stopped() {
    return unwanted || failure != null || stop.getAsBoolean();
  }

  /** Waits until the last row is written, or never will be; the output is not touched any more. */
  End finish() {
    end();
    return switch (failure) {
      case null -> whole ? new Whole() : new Stopped();
      case IOException e -> new Unwritable(e);
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("the PNG encoder failed", e);
    };
  }

  /** Gives up what is not finished, and waits until the output is no longer touched. */
  @Override
  public void close() {
    if (!ended) {
      unwanted = true;
      end();
    }
  }

  private void end() {
    if (ended) {
      throw new IllegalStateException("the result has ended before");
    }
    ended = true;
    filled.add(Optional.empty());
    awaitRunner();
  }

  /** An interrupt is passed on: the encoder may hang in the output. */
  private void awaitRunner() {
    boolean interrupted = false;
    while (true) {
      try {
        over.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        unwanted = true;
        interruptRunner();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void interruptRunner() {
    synchronized (runnerLock) {
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  private void setRunner(@Nullable Thread thread) {
    synchronized (runnerLock) {
      runner = thread;
    }
  }

  /** Compresses until the end of the bands. */
  @Override
  public void run() {
    setRunner(Thread.currentThread());
    try (PngEncoder encoder =
        new PngEncoder(
            output,
            shape.width(),
            shape.height(),
            shape.channels() == Bitmap.RGBA,
            shape.depth())) {
      encode(encoder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    } finally {
      setRunner(null);
      empty.add(Optional.empty());
      over.countDown();
    }
  }

  private void encode(PngEncoder encoder) throws IOException, InterruptedException {
    int rows = 0;
    for (var next = filled.take(); next.isPresent(); next = filled.take()) {
      rows += next.get().rows();
      if (!encode(encoder, next.get())) {
        return;
      }
      empty.add(next);
    }
    if (rows == shape.height() && !stopped()) {
      encoder.finish();
      whole = true;
    }
  }

  private boolean encode(PngEncoder encoder, Band band) throws IOException {
    // Between two looks at whether to stop: 4 rows, 3 ms, with 2 threads at a width of 16384 px.
    int atOnce = encoder.rowsAtOnce();
    for (int row = 0; row < band.rows(); row += atOnce) {
      if (stopped()) {
        return false;
      }
      int count = Math.min(atOnce, band.rows() - row);
      encoder.rows(band.samples(), row * shape.rowBytes(), count);
    }
    return true;
  }
}
