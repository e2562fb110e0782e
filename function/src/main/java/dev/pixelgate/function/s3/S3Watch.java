package dev.pixelgate.function.s3;

import java.time.Duration;

/** Hears of what a bucket is asked for. Any thread. */
@FunctionalInterface
public interface S3Watch {
  /** For who does not want to know. */
  S3Watch NONE = (operation, outcome, took) -> {};

  /**
   * One operation has ended, with all its tries.
   *
   * @param operation {@code put}, {@code head}, {@code get}, {@code delete} or {@code copy}
   * @param outcome {@code done}, {@code not-found}, {@code denied}, {@code refused} or {@code
   *     unreachable}
   */
  void ended(String operation, String outcome, Duration took);
}
