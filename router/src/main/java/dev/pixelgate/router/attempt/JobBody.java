package dev.pixelgate.router.attempt;

import dev.pixelgate.router.Job;
import dev.pixelgate.router.Upload;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is sent for one job: an image with what goes before and after its bytes, or no image.
 *
 * @param contentType of all of it
 */
public record JobBody(String contentType, Buffer head, Optional<Upload> image, Buffer tail) {
  /**
   * The body of this job, with the field names and defaults that ai-runner and Livepeer's
   * orchestrators share.
   *
   * @param boundary of a form, 1 to 70 letters and digits that nobody can guess: a client who knew
   *     it could close the prompt's part and add fields of its own
   */
  public static JobBody of(Job job, String boundary) {
    return switch (job) {
      case Job.Upscale upscale -> JobForm.of(upscale, boundary);
      case Job.ImageToImage after -> JobForm.of(after, boundary);
      case Job.TextToImage words -> JobJson.of(words);
    };
  }

  /** 128 random bits, as {@link #of} wants them. */
  public static String boundary(SecureRandom random) {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return "pixelgate" + HexFormat.of().formatHex(bits);
  }

  /** Bytes of all of it. */
  public long length() {
    return head.length() + image.map(Upload::size).orElse(0L) + tail.length();
  }

  /** All of it in one buffer, around these bytes of the image. */
  Buffer around(Buffer bytes) {
    return Buffer.buffer((int) length()).appendBuffer(head).appendBuffer(bytes).appendBuffer(tail);
  }
}
