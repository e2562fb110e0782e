package dev.pixelgate.router;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;

/**
 * Where the picture of one attempt goes. Nothing is visible before {@link #publish}. It ends
 * exactly once, with {@link #publish}, with {@link #rescue} when that fails, or with {@link
 * #discard}. Event-loop methods and {@link #blocking} are not mixed on one writer.
 */
public interface ResultWriter {
  /** Appends; the future completes when more may be written (at once while there is room). */
  Future<Void> write(Buffer bytes);

  /** A stream that appends, for one worker thread. Closing it changes nothing. */
  OutputStream blocking();

  /**
   * Makes what was written visible, atomically. When it fails, {@link #rescue} comes next.
   *
   * @param stop says that nobody waits for a store that is slow: then this fails at once, and what
   *     the store may have of it by then is known to nobody
   */
  Future<StoredMedia> publish(Cancellation stop);

  /**
   * Gives out what could not be published, whole, for the answer itself. When this fails too, what
   * was written is gone.
   */
  default Future<LooseMedia> rescue() {
    return discard().transform(gone -> Future.failedFuture("nothing can be rescued here"));
  }

  /** Gives up what was written. */
  Future<Void> discard();
}
