package dev.pixelgate.function.selfhosted;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.Safety;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import io.vertx.core.Future;

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

  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    dispatched.run();
    String model = job.capability().model();
    UpscaleJob upscale =
        jobs.job(model, job.image(), job.picture(), result.blocking(), job.safetyCheck(), progress);
    cancellation.onCancel(upscale::cancel);
    return jobs.run(upscale, model, job.picture()).map(end -> attemptEnd(job, end));
  }

  private static AttemptEnd attemptEnd(Job job, UpscaleEnd end) {
    return switch (end) {
      case UpscaleEnd.Done done ->
          new AttemptEnd.Served(
              job.seed().orElseGet(OwnJobs::drawnSeed),
              done.safety().map(Safety::nsfw).orElse(false),
              done.safety().map(safety -> Safety.CHECKER),
              OwnJobs.ignored(job.seed(), job.inferenceSteps()),
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
