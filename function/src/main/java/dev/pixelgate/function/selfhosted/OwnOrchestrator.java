package dev.pixelgate.function.selfhosted;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.Upload;
import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.PictureSource;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.Safety;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Sells the work of the runtime in this process. */
public final class OwnOrchestrator implements Orchestrator {
  /** Its name in offers, answers and metrics. */
  public static final String NAME = "self-hosted";

  private final ImageRuntime runtime;
  private final RuntimeMeters meters;
  private final Progress progress;

  /** Reports every job's tiles to {@code progress}. */
  public OwnOrchestrator(ImageRuntime runtime, RuntimeMeters meters, Progress progress) {
    this.runtime = runtime;
    this.meters = meters;
    this.progress = progress;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Future<AttemptEnd> attempt(Job job, ResultWriter result, Cancellation cancellation) {
    long pixels = (long) job.picture().width() * job.picture().height();
    UpscaleJob upscale =
        new UpscaleJob(
            job.capability().model(),
            source(job.image()),
            pixels,
            result.blocking(),
            job.safetyCheck(),
            progress);
    cancellation.onCancel(upscale::cancel);
    return runtime.upscale(upscale).map(end -> attemptEnd(job, pixels, end));
  }

  private static PictureSource source(Upload upload) {
    return switch (upload) {
      case Upload.InMemory memory -> new PictureSource.Bytes(memory.bytes().getBytes());
      case Upload.Spooled spooled -> new PictureSource.File(spooled.file());
    };
  }

  private AttemptEnd attemptEnd(Job job, long pixels, UpscaleEnd end) {
    return switch (end) {
      case UpscaleEnd.Done done -> {
        meters.done(job.capability().model(), pixels, done.worked());
        yield new AttemptEnd.Served(
            job.seed().orElseGet(OwnOrchestrator::drawnSeed),
            done.safety().map(Safety::nsfw).orElse(false),
            done.safety().map(safety -> Safety.CHECKER),
            ignored(job),
            done.queued());
      }
      case UpscaleEnd.QueueFull full -> new AttemptEnd.Busy(full.retryAfter());
      case UpscaleEnd.BadPicture bad -> new AttemptEnd.BadImage(bad.message());
      case UpscaleEnd.Cancelled c -> new AttemptEnd.Cancelled();
      case UpscaleEnd.UnknownModel unknown ->
          new AttemptEnd.Failed("the own runtime has no model " + unknown.model());
      case UpscaleEnd.Failed failed -> new AttemptEnd.Failed(failed.message());
    };
  }

  /** What the Real-ESRGAN family does not use: it is no diffusion model. */
  private static List<String> ignored(Job job) {
    List<String> names = new ArrayList<>();
    names.add("prompt");
    if (job.seed().isPresent()) {
      names.add("seed");
    }
    if (job.inferenceSteps().isPresent()) {
      names.add("num_inference_steps");
    }
    return names;
  }

  /** At most 2^32-1, as the published API draws them. */
  private static long drawnSeed() {
    return ThreadLocalRandom.current().nextLong(1L << 32);
  }
}
