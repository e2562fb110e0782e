package dev.pixelgate.router.attempt;

import dev.pixelgate.router.Guidance;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Wish;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The JSON of a text-to-image. Its size is always said: that is what is charged. */
final class JobJson {
  private JobJson() {}

  static JobBody of(Job.TextToImage job) {
    Wish wish = job.wish();
    Guidance guidance = job.guidance();
    JsonObject json =
        new JsonObject()
            .put("prompt", wish.prompt())
            .put("model_id", job.capability().model())
            .put("width", job.width())
            .put("height", job.height())
            .put("num_images_per_prompt", 1)
            .put("safety_check", wish.safetyCheck());
    wish.seed().ifPresent(seed -> json.put("seed", seed));
    wish.inferenceSteps().ifPresent(n -> json.put("num_inference_steps", n));
    guidance.negativePrompt().ifPresent(text -> json.put("negative_prompt", text));
    guidance.loras().ifPresent(text -> json.put("loras", text));
    guidance.scale().ifPresent(number -> json.put("guidance_scale", number));
    return new JobBody("application/json", json.toBuffer(), Optional.empty(), Buffer.buffer());
  }
}
