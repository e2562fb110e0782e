package dev.pixelgate.router.attempt;

import dev.pixelgate.router.InputImage;
import dev.pixelgate.router.Job;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The multipart form of a job with an image (RFC 7578), as ai-runner and Livepeer's orchestrators
 * read it: the fields, then the image.
 */
final class JobForm {
  private static final int MAX_FILE_NAME = 200;

  private final String boundary;
  private final StringBuilder head = new StringBuilder(1024);

  private JobForm(String boundary) {
    this.boundary = boundary;
  }

  /** The form of an upscale. */
  static JobBody of(Job.Upscale job, String boundary) {
    JobForm form = new JobForm(boundary);
    form.wish(job);
    return form.around(job.image());
  }

  /** The form of an image-to-image. */
  static JobBody of(Job.ImageToImage job, String boundary) {
    JobForm form = new JobForm(boundary);
    form.wish(job);
    form.field("num_images_per_prompt", "1");
    job.guidance().negativePrompt().ifPresent(text -> form.field("negative_prompt", text));
    job.guidance().loras().ifPresent(json -> form.field("loras", json));
    form.decimal("guidance_scale", job.guidance().scale());
    form.decimal("strength", job.strength());
    form.decimal("image_guidance_scale", job.imageGuidance());
    return form.around(job.image());
  }

  private void wish(Job job) {
    field("prompt", job.wish().prompt());
    field("model_id", job.capability().model());
    field("safety_check", Boolean.toString(job.wish().safetyCheck()));
    job.wish().seed().ifPresent(seed -> field("seed", Long.toString(seed)));
    job.wish().inferenceSteps().ifPresent(n -> field("num_inference_steps", Integer.toString(n)));
  }

  private JobBody around(InputImage image) {
    part("image")
        .append("; filename=\"")
        .append(escaped(image.fileName()))
        .append("\"\r\nContent-Type: ")
        .append(image.picture().format().mediaType())
        .append("\r\n\r\n");
    return new JobBody(
        "multipart/form-data; boundary=" + boundary,
        utf8(head.toString()),
        Optional.of(image.upload()),
        utf8("\r\n--" + boundary + "--\r\n"));
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

  private void decimal(String name, Optional<BigDecimal> value) {
    value.ifPresent(number -> field(name, number.toPlainString()));
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
