package dev.pixelgate.runtime;

import dev.pixelgate.runtime.picture.PictureSource;
import java.io.OutputStream;

/**
 * Handle of one upscale. It travels to the worker by reference; a job is given to a runtime once.
 * {@link #cancel} may be called from any thread.
 */
public final class UpscaleJob {
  private final String model;
  private final PictureSource source;
  private final long inputPixels;
  private final OutputStream output;
  private final boolean safetyCheck;
  private final Progress progress;
  private volatile boolean cancelled;
  private volatile Runnable canceller = () -> {};
  private Runnable stopper = () -> {};

  /**
   * Describes a job.
   *
   * @param model id of a loaded model
   * @param inputPixels width times height by the picture's header; used only to estimate how long
   *     others have to wait
   * @param output where the encoder's thread writes the PNG, from its first rows on; it is not
   *     closed
   * @param safetyCheck whether the result is shown to the safety checker
   */
  public UpscaleJob(
      String model,
      PictureSource source,
      long inputPixels,
      OutputStream output,
      boolean safetyCheck,
      Progress progress) {
    this.model = model;
    this.source = source;
    this.inputPixels = inputPixels;
    this.output = output;
    this.safetyCheck = safetyCheck;
    this.progress = progress;
  }

  /** Takes the job out of the queue, or stops it before its next tile and row. */
  public void cancel() {
    cancelled = true;
    canceller.run();
    stop();
  }

  private synchronized void stop() {
    stopper.run();
  }

  /**
   * What stops the work on this job at its cancellation. Nothing is stopped any more once another
   * one is set: the worker may have gone on to somebody else's job.
   */
  synchronized void stopBy(Runnable action) {
    stopper = action;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Who is to be told of a cancellation; told at once when that was before. */
  void onCancel(Runnable action) {
    canceller = action;
    if (cancelled) {
      action.run();
    }
  }

  String model() {
    return model;
  }

  PictureSource source() {
    return source;
  }

  long inputPixels() {
    return inputPixels;
  }

  OutputStream output() {
    return output;
  }

  boolean safetyCheck() {
    return safetyCheck;
  }

  Progress progress() {
    return progress;
  }
}
