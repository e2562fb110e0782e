package dev.pixelgate.router.attempt;

import io.vertx.core.buffer.Buffer;

/** Keeps the beginning of an error's body: no message that anybody reads is longer. */
final class ErrorBytes implements AnswerBytes {
  private static final int LIMIT = 64 << 10;

  private final Buffer kept = Buffer.buffer();

  @Override
  public void accept(Buffer chunk) {
    kept.appendBuffer(chunk, 0, Math.min(chunk.length(), LIMIT - kept.length()));
  }

  @Override
  public boolean enough() {
    return kept.length() == LIMIT;
  }

  /** At most 64 KiB. */
  Buffer kept() {
    return kept;
  }
}
