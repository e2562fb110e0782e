package dev.pixelgate.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** PNG's filters over the 1024 rows of a megapixel of RGB that changes slowly, like a photo. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {
  private static final int ROW = 3 * 1024;
  private static final int ROWS = 1024;

  /** Which filter; the last is the Paeth filter as the specification writes it. */
  @Param({"NONE", "SUB", "UP", "AVERAGE", "PAETH", "SPECIFIED_PAETH"})
  public PngFilter filter = PngFilter.NONE;

  private final byte[] samples = samples();
  private final byte[] filtered = new byte[ROW];

  private static byte[] samples() {
    byte[] samples = new byte[ROW * ROWS];
    Random random = new Random(1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (128 + 80 * Math.sin(i / 5000.0) + random.nextInt(8));
    }
    return samples;
  }

  /** All rows but the first. */
  @Benchmark
  public byte[] megapixel() {
    for (int row = 1; row < ROWS; row++) {
      filter.apply(samples, row * ROW, (row - 1) * ROW, ROW, filtered);
    }
    return filtered;
  }
}
