package dev.pixelgate.bench;

import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.RuntimeOptions;
import dev.pixelgate.runtime.onnx.OnnxFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Eight small pictures: through the runtime at once and one by one, and by sessions and threads.
 */
public final class ThreadBench {
  private static final int COUNT = 8;

  private ThreadBench() {}

  /** Arguments: published model file, photo, threads, rounds, side. */
  public static void main(String[] args) throws Exception {
    byte[] file = OnnxFile.read(Files.readAllBytes(Path.of(args[0]))).withDepthwisePRelu().bytes();
    int threads = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    TestPicture picture = TestPicture.of(new File(args[1]), Integer.parseInt(args[4]));
    RuntimeOptions options = RuntimeOptions.defaults().withDevice("cpu").withThreads(threads);
    try (RunningRuntime runtime = new RunningRuntime(options, ImageRuntime.EMBEDDED_UPSCALER);
        BareNetwork one = new BareNetwork(file, "cpu", threads, false);
        BareNetwork spinning = new BareNetwork(file, "cpu", threads, true);
        BareNetwork left = new BareNetwork(file, "cpu", 1, false);
        BareNetwork right = new BareNetwork(file, "cpu", 1, false);
        ExecutorService pair = Executors.newFixedThreadPool(2)) {
      Map<String, Callable<?>> ways = new LinkedHashMap<>();
      ways.put("runtime, one by one", () -> oneByOne(runtime, picture));
      ways.put("runtime, at once", () -> atOnce(runtime, picture));
      ways.put("bare, 1 session of " + threads, () -> infer(one, picture, COUNT));
      ways.put("bare, the same, spinning", () -> infer(spinning, picture, COUNT));
      ways.put("bare, 1 session of 1", () -> infer(left, picture, COUNT));
      ways.put(
          "bare, 2 sessions of 1",
          () -> {
            Future<Void> other = pair.submit(() -> infer(left, picture, COUNT / 2));
            infer(right, picture, COUNT / 2);
            return other.get();
          });
      measure(ways, rounds);
    }
  }

  private static void measure(Map<String, Callable<?>> ways, int rounds) throws Exception {
    Map<String, Costs> costs = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) {
      for (Map.Entry<String, Callable<?>> way : ways.entrySet()) {
        Cost cost = Cost.of(way.getValue());
        if (round >= 0) {
          costs.computeIfAbsent(way.getKey(), name -> new Costs()).add(cost);
        }
      }
    }
    costs.forEach(
        (name, cost) ->
            System.out.printf(
                Locale.ROOT, "  %-26s wall ms %-20s CPU ms %s%n", name, cost.wall, cost.cpu));
  }

  private static Void oneByOne(RunningRuntime runtime, TestPicture picture) throws Exception {
    for (int i = 0; i < COUNT; i++) {
      runtime.upscale(picture);
    }
    return null;
  }

  private static Void atOnce(RunningRuntime runtime, TestPicture picture) throws Exception {
    runtime.upscaleAtOnce(picture, COUNT);
    return null;
  }

  private static Void infer(BareNetwork network, TestPicture picture, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      network.infer(picture.tensor(), picture.side(), picture.side());
    }
    return null;
  }
}
