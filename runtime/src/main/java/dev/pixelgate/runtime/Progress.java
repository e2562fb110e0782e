package dev.pixelgate.runtime;

/** Hears how far a job is. Called on the worker thread, so it must be quick and thread-safe. */
@FunctionalInterface
public interface Progress {
  /** Listens to nothing. */
  Progress NONE = (done, total) -> {};

  /**
   * One more tile is done.
   *
   * @param done from 1 to {@code total}
   */
  void tileDone(int done, int total);
}
