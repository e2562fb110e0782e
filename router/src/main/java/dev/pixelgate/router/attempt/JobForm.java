package dev.pixelgate.router.attempt;

import dev.pixelgate.router.Job;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The multipart form of one job (RFC 7578), as ai-runner and Livepeer's orchestrators read it: the
 * fields, then the image.
 */
public final class JobForm {
  private static final int MAX_FILE_NAME = 200;

  private final String boundary;
  private final StringBuilder head = new StringBuilder(1024);

  private JobForm(String boundary) {
    this.boundary = boundary;
  }

  /**
   * The form of this job.
   *
   * @param boundary 1 to 70 letters and digits that nobody can guess: a client who knew it could
   *     close the prompt's part and add fields of its own
   */
  public static JobBody of(Job job, String boundary) {
    JobForm form = new JobForm(boundary);
    form.field("prompt", job.prompt());
    form.field("model_id", job.capability().model());
    form.field("safety_check", Boolean.toString(job.safetyCheck()));
    job.seed().ifPresent(seed -> form.field("seed", Long.toString(seed)));
    job.inferenceSteps().ifPresent(n -> form.field("num_inference_steps", Integer.toString(n)));
    form.part("image")
        .append("; filename=\"")
        .append(escaped(job.fileName()))
        .append("\"\r\nContent-Type: ")
        .append(job.picture().format().mediaType())
        .append("\r\n\r\n");
    return new JobBody(
        "multipart/form-data; boundary=" + boundary,
        utf8(form.head.toString()),
        Optional.of(job.image()),
        utf8("\r\n--" + boundary + "--\r\n"));
  }

  /** 128 random bits, as {@link #of} wants them. */
  public static String boundary(SecureRandom random) {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return "pixelgate" + HexFormat.of().formatHex(bits);
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

  private void field(String name, String value) {
    part(name).append("\r\n\r\n").append(value).append("\r\n");
  }

  private StringBuilder part(String name) {
    return head.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append('"');
  }

  private static Buffer utf8(String text) {
    return Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
  }
}
