package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Pixels to tensor and back, for a tile of 256x256 px and its result of one megapixel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TensorBenchmark {
  private static final int SIDE = 256;

  private final TensorLoops loops = new TensorLoops(noise());

  private static Bitmap8 noise() {
    byte[] samples = new byte[SIDE * SIDE * Bitmap.RGB];
    new Random(1).nextBytes(samples);
    return new Bitmap8(SIDE, SIDE, Bitmap.RGB, samples);
  }

  /** 65,536 pixels into three planes. */
  @Benchmark
  public FloatBuffer fill() {
    return loops.fill();
  }

  /** 1,048,576 pixels out of three planes: clamped, rounded, interleaved. */
  @Benchmark
  public byte[] copyFloats() {
    return loops.copyFloats();
  }

  /** 1,048,576 pixels that the network has clamped, rounded and interleaved. */
  @Benchmark
  public byte[] copyPixels() {
    return loops.copyPixels();
  }
}
