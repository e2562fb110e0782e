package dev.pixelgate.runtime;

import dev.pixelgate.runtime.inference.BandSink;
import dev.pixelgate.runtime.inference.HiddenColour;
import dev.pixelgate.runtime.inference.InferenceException;
import dev.pixelgate.runtime.inference.ResultShape;
import dev.pixelgate.runtime.inference.SafetyView;
import dev.pixelgate.runtime.inference.Upscaler;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.PictureException;
import dev.pixelgate.runtime.picture.PictureReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job from bytes to bytes: read, upscale and judge band by band, while the encoder's thread
 * writes the band before. Blocks.
 */
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
    } catch (RuntimeException | Error e) {
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
    Bitmap picture = reader.read(job.source());
    HiddenColour.replace(picture);
    Upscaler upscaler = upscaler(job);
    ResultShape shape = upscaler.shape(picture);
    Optional<SafetyView> view =
        job.safetyCheck() ? Optional.of(bench.checker().view(shape)) : Optional.empty();
    try (Encoding encoding = bench.encoder().begin(shape, job.output(), job::isCancelled)) {
      BandSink sink = view.<BandSink>map(it -> new WatchedBands(it, encoding)).orElse(encoding);
      boolean inferred = infer(job, upscaler, picture, sink, encoding);
      Optional<Safety> safety = inferred && view.isPresent() ? judge(view.get()) : Optional.empty();
      return switch (encoding.finish()) {
        case Encoding.Whole whole -> done(turn, shape, safety, start);
        case Encoding.Stopped stopped -> stopped(job);
        case Encoding.Unwritable unwritable -> unwritable(job, unwritable.cause());
      };
    }
  }

  private static boolean infer(
      UpscaleJob job, Upscaler upscaler, Bitmap picture, BandSink sink, Encoding encoding)
      throws InferenceException {
    job.stopBy(upscaler::interrupt);
    try {
      return upscaler.upscale(picture, sink, encoding::stopped, job.progress()::tileDone);
    } finally {
      job.stopBy(() -> {});
    }
  }

  private Optional<Safety> judge(SafetyView view) throws InferenceException {
    return Optional.of(Safety.of(bench.checker().classify(view)));
  }

  private static UpscaleEnd done(
      Turn turn, ResultShape shape, Optional<Safety> safety, long start) {
    Duration worked = Duration.ofNanos(System.nanoTime() - start);
    return new UpscaleEnd.Done(shape.width(), shape.height(), safety, turn.queued(), worked);
  }

  private static UpscaleEnd stopped(UpscaleJob job) {
    return job.isCancelled()
        ? new UpscaleEnd.Cancelled()
        : new UpscaleEnd.Failed("the worker was interrupted", false);
  }

  private static UpscaleEnd unwritable(UpscaleJob job, IOException cause) {
    if (job.isCancelled()) {
      return new UpscaleEnd.Cancelled();
    }
    LOG.warn("job output=unwritable model={}", job.model(), cause);
    return new UpscaleEnd.OutputFailed("the result could not be written");
  }

  private Upscaler upscaler(UpscaleJob job) {
    LoadedModel model = bench.models().get(job.model());
    if (model == null) {
      throw new IllegalStateException("model " + job.model() + " passed the sender's check");
    }
    return model.upscaler();
  }
}
