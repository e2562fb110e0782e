package dev.pixelgate.router.airunner;

import dev.pixelgate.router.Job;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The multipart form of one upscale job (RFC 7578), around its image: what goes before the image's
 * bytes and what goes after them.
 *
 * @param contentType with the boundary
 */
record UpscaleForm(String contentType, Buffer head, Buffer tail) {
  private static final int MAX_FILE_NAME = 200;

  /**
   * The form of this job.
   *
   * @param boundary 1 to 70 letters and digits that nobody can guess: a client who knew it could
   *     close the prompt's part and add fields of its own
   */
  static UpscaleForm of(Job job, String boundary) {
    StringBuilder head = new StringBuilder(1024);
    field(head, boundary, "prompt", job.prompt());
    field(head, boundary, "model_id", job.capability().model());
    field(head, boundary, "safety_check", Boolean.toString(job.safetyCheck()));
    job.seed().ifPresent(seed -> field(head, boundary, "seed", Long.toString(seed)));
    job.inferenceSteps()
        .ifPresent(n -> field(head, boundary, "num_inference_steps", Integer.toString(n)));
    part(head, boundary, "image")
        .append("; filename=\"")
        .append(escaped(job.fileName()))
        .append("\"\r\nContent-Type: ")
        .append(job.picture().format().mediaType())
        .append("\r\n\r\n");
    return new UpscaleForm(
        "multipart/form-data; boundary=" + boundary,
        utf8(head.toString()),
        utf8("\r\n--" + boundary + "--\r\n"));
  }

  /** Bytes of the whole form around an image of this many bytes. */
  long length(long imageSize) {
    return head.length() + imageSize + tail.length();
  }

  /** The whole form in one buffer. */
  Buffer around(Buffer image) {
    return Buffer.buffer((int) length(image.length()))
        .appendBuffer(head)
        .appendBuffer(image)
        .appendBuffer(tail);
  }

  /** The last segment of a name as the WHATWG's form encoding writes it, without other controls. */
  static String escaped(String fileName) {
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    StringBuilder out = new StringBuilder(last.length());
    last.codePoints()
        .limit(MAX_FILE_NAME)
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("%22");
                case '\r' -> out.append("%0D");
                case '\n' -> out.append("%0A");
                default -> {
                  if (!Character.isISOControl(c)) {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.isEmpty() ? "image" : out.toString();
  }

  private static void field(StringBuilder form, String boundary, String name, String value) {
    part(form, boundary, name).append("\r\n\r\n").append(value).append("\r\n");
  }

  private static StringBuilder part(StringBuilder form, String boundary, String name) {
    return form.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append('"');
  }

  private static Buffer utf8(String text) {
    return Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
  }
}
