package dev.pixelgate.function.selfhosted;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.router.Upload;
import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import dev.pixelgate.runtime.picture.PictureSource;
import io.vertx.core.Future;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Upscales on the own runtime, for the market and for the worker's surface; counts them. */
public record OwnJobs(ImageRuntime runtime, RuntimeMeters meters) {
  /** A job that is not yet run; its handle can be cancelled. */
  public UpscaleJob job(
      String model,
      Upload image,
      Picture picture,
      OutputStream output,
      boolean safetyCheck,
      Progress progress) {
    return new UpscaleJob(model, source(image), pixels(picture), output, safetyCheck, progress);
  }

  /** Runs a job of this model and picture. */
  public Future<UpscaleEnd> run(UpscaleJob job, String model, Picture picture) {
    return runtime.upscale(job).onSuccess(end -> count(model, picture, end));
  }

  private void count(String model, Picture picture, UpscaleEnd end) {
    if (end instanceof UpscaleEnd.Done done) {
      meters.done(model, pixels(picture), done.worked());
    }
  }

  private static long pixels(Picture picture) {
    return (long) picture.width() * picture.height();
  }

  private static PictureSource source(Upload upload) {
    return switch (upload) {
      case Upload.InMemory memory -> new PictureSource.InMemory(memory.bytes());
      case Upload.Spooled spooled -> new PictureSource.InFile(spooled.file());
    };
  }

  /**
   * The parameters that were given and that the Real-ESRGAN family does not use: it is no diffusion
   * model. A prompt is always given.
   */
  public static List<String> ignored(OptionalLong seed, OptionalInt inferenceSteps) {
    List<String> names = new ArrayList<>(List.of("prompt"));
    if (seed.isPresent()) {
      names.add("seed");
    }
    if (inferenceSteps.isPresent()) {
      names.add("num_inference_steps");
    }
    return names;
  }

  /** At most 2^32-1, as the published API draws them. */
  public static long drawnSeed() {
    return ThreadLocalRandom.current().nextLong(1L << 32);
  }
}
