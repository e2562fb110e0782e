package dev.pixelgate.runtime;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the runtime is told at its start.
 *
 * @param device {@code auto}, {@code cpu} or {@code cuda:0}
 * @param modelFolder models beside the embedded one; a folder that does not exist holds none
 * @param queue jobs that may wait beside the running one; 0 or more
 * @param threads of one inference on the CPU; 0 means one for each core
 * @param maxPixels largest input picture, width times height
 */
public record RuntimeOptions(
    String device, Optional<Path> modelFolder, int queue, int threads, long maxPixels) {
  /** Largest input when nothing else is said: 4096 x 4096. */
  public static final long DEFAULT_MAX_PIXELS = 16_777_216;

  /** Checks the ranges. */
  public RuntimeOptions {
    if (queue < 0) {
      throw new IllegalArgumentException("queue is " + queue + " jobs, must be 0 or more");
    }
    if (threads < 0) {
      throw new IllegalArgumentException("threads is " + threads + ", must be 0 or more");
    }
    if (maxPixels < 1) {
      throw new IllegalArgumentException("maxPixels is " + maxPixels + " px, must be 1 or more");
    }
  }

  /** The best device there is, the embedded model only, 8 waiting jobs, all cores. */
  public static RuntimeOptions defaults() {
    return new RuntimeOptions("auto", Optional.empty(), 8, 0, DEFAULT_MAX_PIXELS);
  }

  /** The same on this device. */
  public RuntimeOptions withDevice(String newDevice) {
    return new RuntimeOptions(newDevice, modelFolder, queue, threads, maxPixels);
  }

  /** The same with so many threads an inference. */
  public RuntimeOptions withThreads(int newThreads) {
    return new RuntimeOptions(device, modelFolder, queue, newThreads, maxPixels);
  }

  /** The same with the models of this folder. */
  public RuntimeOptions withModelFolder(Path folder) {
    return new RuntimeOptions(device, Optional.of(folder), queue, threads, maxPixels);
  }

  /** The same with room for so many waiting jobs. */
  public RuntimeOptions withQueue(int jobs) {
    return new RuntimeOptions(device, modelFolder, jobs, threads, maxPixels);
  }

  /** The same with this limit on the input. */
  public RuntimeOptions withMaxPixels(long pixels) {
    return new RuntimeOptions(device, modelFolder, queue, threads, pixels);
  }
}
