package dev.pixelgate.function.reuse;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.picture.Picture;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What makes two results the same.
 *
 * @param hash SHA-256 over who may share it, the received bytes' own hash, pipeline, model and the
 *     parameters that change the result
 * @param shape what can be told of it before its bytes have come
 */
record ResultKey(Sha256 hash, KnownShapes.Shape shape) {
  /**
   * The key of a job, if it has the same result each time.
   *
   * <p>A deterministic model draws nothing: prompt, seed and steps do not change its picture. That
   * a seed or steps were given stays in the key, because the answer tells what was ignored. Any
   * other model needs a seed; without one each request draws its own, and wants to.
   *
   * @param sharers whoever may get the same result: an account, or everybody
   * @param image what was received
   */
  static Optional<ResultKey> of(
      String sharers,
      ImagePart image,
      Capability capability,
      boolean deterministic,
      UpscaleParameters parameters) {
    if (!deterministic && parameters.seed().isEmpty()) {
      return Optional.empty();
    }
    StringBuilder parts = new StringBuilder();
    add(parts, sharers);
    add(parts, image.sha256().hex());
    add(parts, capability.pipeline().wireName());
    add(parts, capability.model());
    add(parts, "safety " + parameters.safetyCheck());
    if (deterministic) {
      add(parts, "seed " + parameters.seed().isPresent());
      add(parts, "steps " + parameters.inferenceSteps().isPresent());
    } else {
      add(parts, "seed " + parameters.seed());
      add(parts, "steps " + parameters.inferenceSteps());
      add(parts, parameters.prompt());
    }
    byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
    Picture picture = image.picture();
    return Optional.of(
        new ResultKey(
            Sha256.of(bytes), new KnownShapes.Shape(sharers, picture.width(), picture.height())));
  }

  /** Each part stands behind its length, so that no two lists of parts look alike. */
  private static void add(StringBuilder parts, String part) {
    parts.append(part.length()).append(' ').append(part).append('\n');
  }
}
