package dev.pixelgate.router;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;

/**
 * Where the picture of one attempt goes. Nothing is visible before {@link #publish}. It ends
 * exactly once, with {@link #publish} or {@link #discard}. Event-loop methods and {@link #blocking}
 * are not mixed on one writer.
 */
public interface ResultWriter {
  /** Appends; the future completes when more may be written (at once while there is room). */
  Future<Void> write(Buffer bytes);

  /** A stream that appends, for one worker thread. Closing it changes nothing. */
  OutputStream blocking();

  /** Makes what was written visible, atomically. */
  Future<StoredMedia> publish();

  /** Gives up what was written. */
  Future<Void> discard();
}
