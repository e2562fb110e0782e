package dev.pixelgate.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.inference.Band;
import dev.pixelgate.runtime.inference.ResultShape;
import dev.pixelgate.runtime.inference.TestingBand;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.TestingPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EncodingTest {
  private static final int BAND_ROWS = 8;
  private static final int BANDS = 5;
  private static final ResultShape SHAPE =
      new ResultShape(512, BANDS * BAND_ROWS, Bitmap.RGB, 8, BAND_ROWS);

  private final EncoderThread thread = new EncoderThread("png-test");
  private final Bitmap8 picture = TestingPictures.noise(512, BANDS * BAND_ROWS, 3);

  @AfterEach
  void close() {
    thread.close();
  }

  @Test
  void writesTheBandsOfAPictureAsOnePng() throws Exception {
    for (int round = 0; round < 3; round++) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      try (Encoding encoding = thread.begin(SHAPE, output, () -> false)) {
        assertEquals(BANDS, putAll(encoding));
        assertInstanceOf(Encoding.Whole.class, encoding.finish());
      }
      assertEquals(
          0, TestingPictures.worst(picture, TestingPictures.read(output.toByteArray()), 0));
    }
  }

  @Test
  void holdsTwoBandsAtMost() throws Exception {
    try (Stuck output = new Stuck();
        Encoding encoding = thread.begin(SHAPE, output, () -> false)) {
      put(encoding.take().orElseThrow(), 0, encoding);
      output.awaitWriter();
      put(encoding.take().orElseThrow(), 1, encoding);
      CompletableFuture<Optional<Band>> third = new CompletableFuture<>();
      Thread taker = new Thread(() -> third.complete(encoding.take()));
      taker.start();
      while (taker.getState() != Thread.State.WAITING) {
        assertFalse(third.isDone(), "a third band while the first is being written");
        Thread.onSpinWait();
      }
      output.letGo();
      assertTrue(third.get(30, TimeUnit.SECONDS).isPresent());
    }
  }

  @Test
  void wantsNoMoreBandsWhenTheOutputFailed() throws Exception {
    IOException full = new IOException("disk is full");
    OutputStream output =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw full;
          }
        };
    try (Encoding encoding = thread.begin(SHAPE, output, () -> false)) {
      assertTrue(putAll(encoding) < BANDS);
      assertTrue(encoding.stopped());
      assertEquals(new Encoding.Unwritable(full), encoding.finish());
    }
  }

  @Test
  void throwsWhatIsNoFaultOfTheOutputOnce() throws Exception {
    OutputStream output =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new OutOfMemoryError("none left");
          }
        };
    try (Encoding encoding = thread.begin(SHAPE, output, () -> false)) {
      putAll(encoding);
      OutOfMemoryError e = assertThrows(OutOfMemoryError.class, encoding::finish);
      assertEquals("none left", e.getMessage());
    }
    assertWorksOn();
  }

  @Test
  void stopsBetweenRows() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Stuck output = new Stuck();
        Encoding encoding = thread.begin(SHAPE, output, cancelled::get)) {
      put(encoding.take().orElseThrow(), 0, encoding);
      output.awaitWriter();
      cancelled.set(true);
      output.letGo();
      assertTrue(encoding.take().isEmpty());
      assertInstanceOf(Encoding.Stopped.class, encoding.finish());
      assertTrue(output.size() < BAND_ROWS * SHAPE.rowBytes(), output.size() + " bytes");
    }
  }

  @Test
  void callsNoPictureWholeWhoseLastRowsDidNotCome() throws Exception {
    try (Encoding encoding = thread.begin(SHAPE, OutputStream.nullOutputStream(), () -> false)) {
      put(encoding.take().orElseThrow(), 0, encoding);
      assertInstanceOf(Encoding.Stopped.class, encoding.finish());
    }
  }

  @Test
  void touchesTheOutputNoMoreOnceItIsClosed() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (Encoding encoding = thread.begin(SHAPE, output, () -> false)) {
      put(encoding.take().orElseThrow(), 0, encoding);
    }
    int size = output.size();
    assertWorksOn();
    assertEquals(size, output.size());
  }

  /** A worker is interrupted when Vert.x is closed by force; the output may hang for ever. */
  @Test
  void passesAnInterruptOnToAnEncoderThatHangs() throws Exception {
    try (Stuck output = new Stuck()) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread worker =
          new Thread(
              () -> {
                try (Encoding encoding = thread.begin(SHAPE, output, () -> false)) {
                  putAll(encoding);
                }
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      worker.start();
      output.awaitWriter();
      worker.interrupt();
      assertTrue(interrupted.get(30, TimeUnit.SECONDS), "the worker's own flag is lost");
    }
    assertWorksOn();
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    CompletableFuture<Thread> writer = new CompletableFuture<>();
    OutputStream output =
        new OutputStream() {
          @Override
          public void write(int value) {
            writer.complete(Thread.currentThread());
          }
        };
    try (Encoding encoding = thread.begin(SHAPE, output, () -> false)) {
      putAll(encoding);
      encoding.finish();
    }
    thread.close();
    Thread encoder = writer.get(30, TimeUnit.SECONDS);
    assertEquals("png-test", encoder.getName());
    encoder.join(30_000);
    assertFalse(encoder.isAlive());
  }

  private void assertWorksOn() throws Exception {
    writesTheBandsOfAPictureAsOnePng();
  }

  /** How many were wanted. */
  private int putAll(Encoding encoding) {
    for (int i = 0; i < BANDS; i++) {
      Optional<Band> band = encoding.take();
      if (band.isEmpty()) {
        return i;
      }
      put(band.get(), i, encoding);
    }
    return BANDS;
  }

  private void put(Band band, int index, Encoding encoding) {
    TestingBand.fill(band, picture, index * BAND_ROWS, BAND_ROWS);
    encoding.put(band);
  }

  /** Hangs in its first write until it is let go or its thread is interrupted. */
  private static final class Stuck extends OutputStream {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile int size;

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writing.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
      size = size + length;
    }

    void awaitWriter() throws InterruptedException {
      assertTrue(writing.await(30, TimeUnit.SECONDS));
    }

    void letGo() {
      go.countDown();
    }

    int size() {
      return size;
    }

    @Override
    public void close() {
      go.countDown();
    }
  }
}
