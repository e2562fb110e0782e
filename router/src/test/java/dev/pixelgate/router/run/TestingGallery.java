package dev.pixelgate.router.run;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.MediaStore;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at every picture that is published: right, byte for byte, or not. */
public final class TestingGallery implements MediaStore {
  private final byte[] right;
  private final AtomicInteger rightOnes = new AtomicInteger();
  private final AtomicInteger wrongOnes = new AtomicInteger();

  public TestingGallery(byte[] right) {
    this.right = right;
  }

  public int rightOnes() {
    return rightOnes.get();
  }

  public int wrongOnes() {
    return wrongOnes.get();
  }

  @Override
  public ResultWriter open(String account) {
    Buffer bytes = Buffer.buffer();
    return new ResultWriter() {
      @Override
      public Future<Void> write(Buffer chunk) {
        bytes.appendBuffer(chunk);
        return Future.succeededFuture();
      }

      @Override
      public OutputStream blocking() {
        throw new UnsupportedOperationException("remote orchestrators write on the event loop");
      }

      @Override
      public Future<StoredMedia> publish(Cancellation stop) {
        boolean same = Arrays.equals(right, bytes.getBytes());
        (same ? rightOnes : wrongOnes).incrementAndGet();
        return Future.succeededFuture(new StoredMedia("/stream/a/b.png", bytes.length()));
      }

      @Override
      public Future<Void> discard() {
        return Future.succeededFuture();
      }
    };
  }
}
