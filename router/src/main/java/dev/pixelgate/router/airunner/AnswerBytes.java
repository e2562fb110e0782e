package dev.pixelgate.router.airunner;

import io.vertx.core.buffer.Buffer;

/** Takes an answer's body, chunk by chunk. */
interface AnswerBytes {
  void accept(Buffer chunk);
}
