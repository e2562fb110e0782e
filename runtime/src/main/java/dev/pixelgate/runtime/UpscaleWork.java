package dev.pixelgate.runtime;

import dev.pixelgate.runtime.inference.InferenceException;
import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.PictureException;
import dev.pixelgate.runtime.picture.PictureReader;
import dev.pixelgate.runtime.picture.PictureWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job from bytes to bytes: read, upscale, judge, write. Blocks. */
final class UpscaleWork {
  private static final Logger LOG = LoggerFactory.getLogger(UpscaleWork.class);

  private final Workbench bench;
  private final PictureReader reader;

  UpscaleWork(Workbench bench, long maxPixels) {
    this.bench = bench;
    this.reader = new PictureReader(maxPixels);
  }

  /** Does it; whatever goes wrong is an ending, so that the sender always hears of it. */
  UpscaleEnd run(Turn turn) {
    long start = System.nanoTime();
    try {
      return run(turn, start);
    } catch (PictureException e) {
      return new UpscaleEnd.BadPicture(e.getMessage());
    } catch (InferenceException e) {
      return new UpscaleEnd.Failed(e.getMessage(), e.outOfMemory());
    } catch (IOException e) {
      // Its message names paths: it is for the log alone.
      LOG.warn("job source=unreadable model={}", turn.job().model(), e);
      return new UpscaleEnd.Failed("the source could not be read", false);
    } catch (OutOfMemoryError e) {
      return new UpscaleEnd.Failed("the heap is too small for this picture", true);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("job failed model={}", turn.job().model(), e);
      return new UpscaleEnd.Failed("internal error", false);
    }
  }

  private UpscaleEnd run(Turn turn, long start)
      throws PictureException, InferenceException, IOException {
    UpscaleJob job = turn.job();
    if (job.isCancelled()) {
      return new UpscaleEnd.Cancelled();
    }
    Optional<Bitmap8> upscaled = upscale(job, (Bitmap8) reader.read(job.source()));
    if (upscaled.isEmpty()) {
      return new UpscaleEnd.Cancelled();
    }
    Bitmap8 result = upscaled.get();
    Optional<Safety> safety = judge(job, result);
    try {
      if (!PictureWriter.write(result, job.output(), job::isCancelled)) {
        return new UpscaleEnd.Cancelled();
      }
    } catch (IOException e) {
      LOG.warn("job output=unwritable model={}", job.model(), e);
      return new UpscaleEnd.OutputFailed("the result could not be written");
    }
    Duration worked = Duration.ofNanos(System.nanoTime() - start);
    return new UpscaleEnd.Done(result.width(), result.height(), safety, turn.queued(), worked);
  }

  private Optional<Bitmap8> upscale(UpscaleJob job, Bitmap8 picture) throws InferenceException {
    LoadedModel model = bench.models().get(job.model());
    if (model == null) {
      throw new IllegalStateException("model " + job.model() + " passed the sender's check");
    }
    return model.upscaler().upscale(picture, job::isCancelled, job.progress()::tileDone);
  }

  private Optional<Safety> judge(UpscaleJob job, Bitmap8 result) throws InferenceException {
    return job.safetyCheck()
        ? Optional.of(Safety.of(bench.checker().classify(result)))
        : Optional.empty();
  }
}
