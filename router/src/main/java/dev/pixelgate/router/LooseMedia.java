package dev.pixelgate.router;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * A picture that was bought and that no store took. It is there for the one answer that it belongs
 * to; whoever gives that answer, or finds that nobody wants it any more, discards it.
 */
public non-sealed interface LooseMedia extends Delivery {
  /** Bytes. */
  long size();

  /** A part of it; shorter only at its end. */
  Future<Buffer> read(long position, int length);

  /** Gives it up. Never fails. */
  Future<Void> discard();
}
