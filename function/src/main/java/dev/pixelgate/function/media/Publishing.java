package dev.pixelgate.function.media;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;

/** How a store makes a finished result visible. */
interface Publishing {
  /** Whether a result that is small enough is taken from memory, and needs no disk. */
  boolean takesMemory();

  /**
   * Gives it a URL; the result belongs to the store then. When it fails, the result is as it was.
   *
   * @param stop makes it fail at once; for stores that may take their time
   */
  Future<StoredMedia> publish(SpooledResult result, String account, Cancellation stop);
}
