package dev.pixelgate.function.selfhosted;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.InputImage;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.Wish;
import dev.pixelgate.runtime.ModelInfo;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.Safety;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import io.vertx.core.Future;
import java.util.Optional;

/** Sells the work of the runtime in this process. */
public final class OwnOrchestrator implements Orchestrator {
  /** Its name in offers, answers and metrics. */
  public static final String NAME = "self-hosted";

  private final OwnJobs jobs;
  private final Progress progress;

  /** Reports every job's tiles to {@code progress}. */
  public OwnOrchestrator(OwnJobs jobs, Progress progress) {
    this.jobs = jobs;
    this.progress = progress;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The digest of the model's weights. */
  @Override
  public Optional<String> version(Capability capability) {
    return jobs.runtime().models().stream()
        .filter(model -> model.id().equals(capability.model()))
        .map(ModelInfo::sha256)
        .findFirst();
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    if (!(job instanceof Job.Upscale(var capability, InputImage image, Wish wish))) {
      return Future.succeededFuture(
          new AttemptEnd.Failed(
              "the own runtime does no " + job.capability().pipeline().wireName()));
    }
    dispatched.run();
    UpscaleJob upscale =
        jobs.job(
            capability.model(),
            image.upload(),
            image.picture(),
            result.blocking(),
            wish.safetyCheck(),
            progress);
    cancellation.onCancel(upscale::cancel);
    return jobs.run(upscale, capability.model(), image.picture()).map(end -> attemptEnd(wish, end));
  }

  private static AttemptEnd attemptEnd(Wish wish, UpscaleEnd end) {
    return switch (end) {
      case UpscaleEnd.Done done ->
          new AttemptEnd.Served(
              wish.seed().orElseGet(OwnJobs::drawnSeed),
              done.safety().map(Safety::nsfw).orElse(false),
              done.safety().map(safety -> Safety.CHECKER),
              OwnJobs.ignored(wish.seed(), wish.inferenceSteps()),
              done.queued());
      case UpscaleEnd.QueueFull full -> new AttemptEnd.Busy(full.retryAfter());
      case UpscaleEnd.BadPicture bad -> new AttemptEnd.BadImage(bad.message());
      case UpscaleEnd.Cancelled c -> new AttemptEnd.Cancelled();
      case UpscaleEnd.UnknownModel unknown ->
          new AttemptEnd.Failed("the own runtime has no model " + unknown.model());
      case UpscaleEnd.OutputFailed output -> new AttemptEnd.StoreFailed(output.message());
      case UpscaleEnd.Failed failed -> new AttemptEnd.Failed(failed.message());
    };
  }
}
