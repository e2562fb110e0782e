package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What makes two requests the same job: the bytes of the image, the pipeline and every parameter as
 * it was given. Caps, deadline, policy and quote are how it may be bought and not what: the first
 * answer stands, whatever a repetition allows. The image's file name is for display only.
 */
public final class JobDigest {
  private JobDigest() {}

  /** That of an upscale. */
  public static Sha256 of(ImagePart image, UpscaleParameters parameters) {
    return of(
        List.of(
            Pipeline.UPSCALE.wireName(),
            image.sha256().hex(),
            parameters.prompt(),
            parameters.modelId().toString(),
            Boolean.toString(parameters.safetyCheck()),
            parameters.seed().toString(),
            parameters.inferenceSteps().toString()));
  }

  /** Each part stands behind its length, so that no two lists of parts look alike. */
  private static Sha256 of(List<String> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.length()).append(' ').append(part).append('\n'));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
