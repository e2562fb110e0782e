package dev.pixelgate.router.attempt;

import io.vertx.core.buffer.Buffer;

/** Takes an answer's body, chunk by chunk. */
interface AnswerBytes {
  void accept(Buffer chunk);

  /** Whether nothing that may still come can matter. */
  default boolean enough() {
    return false;
  }
}
