package dev.pixelgate.function.media;

import dev.pixelgate.router.LooseMedia;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A finished result that has no name, in the spool or in memory. */
final class LooseResult implements LooseMedia {
  private final Workers workers;
  private final SpooledResult result;
  private final long size;

  LooseResult(Workers workers, SpooledResult result) {
    this.workers = workers;
    this.result = result;
    this.size = result.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Future<Buffer> read(long position, int length) {
    return workers.call(() -> result.read(position, length));
  }

  @Override
  public Future<Void> discard() {
    return workers.run(result::delete).otherwiseEmpty();
  }
}
