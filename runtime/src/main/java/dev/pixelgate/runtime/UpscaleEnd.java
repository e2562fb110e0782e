package dev.pixelgate.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How an upscale job ended. What was written to the job's output counts only with {@link Done}. */
public sealed interface UpscaleEnd {
  /**
   * The whole PNG is in the job's output.
   *
   * @param width of the result
   * @param height of the result
   * @param safety present when the job asked for the check
   * @param queued from acceptance to the worker's start
   * @param worked decoding, inference, check and encoding
   */
  record Done(int width, int height, Optional<Safety> safety, Duration queued, Duration worked)
      implements UpscaleEnd {}

  /**
   * Not accepted: as many jobs wait as may wait.
   *
   * @param retryAfter when the jobs accepted so far should be done; whole seconds, at least one
   */
  record QueueFull(Duration retryAfter) implements UpscaleEnd {}

  /** The source is no picture that is read, a damaged one, or too large. */
  record BadPicture(String message) implements UpscaleEnd {}

  /** Stopped because of {@link UpscaleJob#cancel}. */
  record Cancelled() implements UpscaleEnd {}

  /**
   * Not accepted: no such model is loaded.
   *
   * @param known ids of those that are
   */
  record UnknownModel(String model, List<String> known) implements UpscaleEnd {
    /** Copies the list. */
    public UnknownModel {
      known = List.copyOf(known);
    }
  }

  /** The job's output could not be written; the cause is in the log. */
  record OutputFailed(String message) implements UpscaleEnd {}

  /**
   * Anything else: the runtime is closing, the device failed, the source could not be read.
   *
   * @param outOfMemory whether a smaller picture might have gone through
   */
  record Failed(String message, boolean outOfMemory) implements UpscaleEnd {}
}
