package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;
import java.util.List;

/** Takes changes and writes many of them in one commit, in the order in which they came. */
public interface Journal {
  /**
   * Writes these together. Completes when they are on disk; fails, and writes nothing, when the
   * store is away: for what must be known before something is done.
   */
  Future<Void> require(List<Write> writes);

  /**
   * Writes these together, however long the store is away: for what has happened and must not be
   * forgotten while this process lives. Completes when they are on disk, or as soon as the store is
   * known to be away; never fails.
   */
  Future<Void> record(List<Write> writes);

  /** Whether the store took the last commit. */
  boolean isAvailable();
}
