package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;

/**
 * Where the bytes of one picture come from.
 *
 * @param held what is paused while the disk is behind
 * @param fileName the client's name for it, display only; none where that is an address
 * @param tooLarge what is said of more than {@code maxBytes}
 */
record PictureSource(
    ReadStream<?> held, Optional<String> fileName, long maxBytes, Failure tooLarge) {
  /** A part of this body. */
  static PictureSource part(ReadStream<?> body, String fileName, IntakeLimits limits) {
    return new PictureSource(
        body, Optional.of(fileName), limits.bodyBytes(), limits.bodyTooLarge(-1));
  }

  /** One that a body names, by what may be a secret: orchestrators are told none of it. */
  static PictureSource referred(Referred.Found found, IntakeLimits limits) {
    return new PictureSource(
        found.bytes(), Optional.empty(), limits.referenceBytes(), limits.referenceTooLarge(-1));
  }
}
