package dev.pixelgate.router.livepeer;

import io.vertx.core.buffer.Buffer;

/** What came of a question over gRPC. */
sealed interface GrpcAnswer {
  /** The message, whole; not yet parsed. */
  record Message(Buffer bytes) implements GrpcAnswer {}

  /** It would not. */
  record Refused(GrpcStatus status) implements GrpcAnswer {}

  /** No usable answer; a phrase after the name of who was asked. */
  record Failed(String problem) implements GrpcAnswer {}
}
