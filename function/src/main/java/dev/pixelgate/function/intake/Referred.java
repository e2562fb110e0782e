package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;

/** What came of looking for a picture that a form names. */
public sealed interface Referred {
  /**
   * It is there.
   *
   * @param bytes of the picture, paused: none of them has been read
   * @param broken what is said when the bytes break off
   */
  record Found(ReadStream<Buffer> bytes, Function<Throwable, Failure> broken) implements Referred {}

  /** It is not, or may not be had. */
  record Refused(Failure failure) implements Referred {}
}
