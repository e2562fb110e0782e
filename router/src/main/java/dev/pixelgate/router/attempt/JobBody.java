package dev.pixelgate.router.attempt;

import dev.pixelgate.router.Upload;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What is sent for one job: an image with what goes before and after its bytes, or no image.
 *
 * @param contentType of all of it
 */
public record JobBody(String contentType, Buffer head, Optional<Upload> image, Buffer tail) {
  /** Bytes of all of it. */
  public long length() {
    return head.length() + image.map(Upload::size).orElse(0L) + tail.length();
  }

  /** All of it in one buffer, around these bytes of the image. */
  Buffer around(Buffer bytes) {
    return Buffer.buffer((int) length()).appendBuffer(head).appendBuffer(bytes).appendBuffer(tail);
  }
}
