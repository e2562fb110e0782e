package dev.pixelgate.router;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** One byte that no store took. */
final class TestingLooseMedia implements LooseMedia {
  @Override
  public long size() {
    return 1;
  }

  @Override
  public Future<Buffer> read(long position, int length) {
    return Future.succeededFuture(Buffer.buffer("x"));
  }

  @Override
  public Future<Void> discard() {
    return Future.succeededFuture();
  }
}
