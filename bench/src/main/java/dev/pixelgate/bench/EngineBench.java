package dev.pixelgate.bench;

import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.RuntimeOptions;
import dev.pixelgate.runtime.onnx.OnnxFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * PNG to PNG through the runtime beside a bare ONNX Runtime session that is given the same pixels
 * as one tensor, in alternating rounds.
 */
public final class EngineBench {
  private static final int WARM_UPS = 40;

  private EngineBench() {}

  /** Arguments: published model file, photo, device, threads, rounds, side... */
  public static void main(String[] args) throws Exception {
    byte[] published = Files.readAllBytes(Path.of(args[0]));
    File photo = new File(args[1]);
    String device = args[2];
    int threads = Integer.parseInt(args[3]);
    int rounds = Integer.parseInt(args[4]);
    OnnxFile file = OnnxFile.read(published);
    // What the runtime makes of it in memory, where it does.
    byte[] loaded = device.equals("cpu") ? file.withDepthwisePRelu().bytes() : published;
    RuntimeOptions options = RuntimeOptions.defaults().withDevice(device).withThreads(threads);
    try (BareNetwork yardstick = new BareNetwork(published, device, threads, true);
        BareNetwork rewritten = new BareNetwork(loaded, device, threads, true);
        RunningRuntime runtime = new RunningRuntime(options, ImageRuntime.EMBEDDED_UPSCALER)) {
      System.out.printf(
          "device=%s threads=%d rounds=%d; speed: time of the published file bare / time%n",
          device, threads, rounds);
      warmUp(runtime, photo);
      for (int i = 5; i < args.length; i++) {
        TestPicture picture = TestPicture.of(photo, Integer.parseInt(args[i]));
        compare(picture, yardstick, rewritten, runtime, rounds);
      }
    }
  }

  /** The bare session runs no Java; ours is measured as it is after its first few pictures. */
  private static void warmUp(RunningRuntime runtime, File photo) throws Exception {
    TestPicture picture = TestPicture.of(photo, 128);
    for (int i = 0; i < WARM_UPS; i++) {
      runtime.upscale(picture);
    }
  }

  private static void compare(
      TestPicture picture,
      BareNetwork yardstick,
      BareNetwork rewritten,
      RunningRuntime runtime,
      int rounds)
      throws Exception {
    Costs published = new Costs();
    Costs adapted = new Costs();
    Costs ours = new Costs();
    Series adaptedSpeed = new Series();
    Series oursSpeed = new Series();
    for (int round = -1; round < rounds; round++) {
      Cost bare = Cost.of(() -> infer(yardstick, picture));
      Cost other = Cost.of(() -> infer(rewritten, picture));
      Cost whole = Cost.of(() -> upscale(runtime, picture));
      if (round >= 0) {
        published.add(bare);
        adapted.add(other);
        ours.add(whole);
        adaptedSpeed.add(bare.wallMillis() / other.wallMillis());
        oursSpeed.add(bare.wallMillis() / whole.wallMillis());
      }
    }
    System.out.println(picture.side() + "x" + picture.side());
    print("bare, published file", published, 1, 1);
    print("bare, as it is loaded", adapted, adaptedSpeed.median(), ratio(published, adapted));
    print("PNG to PNG", ours, oursSpeed.median(), ratio(published, ours));
  }

  private static Void infer(BareNetwork network, TestPicture picture) throws Exception {
    network.infer(picture.tensor(), picture.side(), picture.side());
    return null;
  }

  private static double ratio(Costs published, Costs other) {
    return published.cpu.median() / other.cpu.median();
  }

  private static void print(String name, Costs costs, double speed, double cpuSpeed) {
    System.out.printf(
        Locale.ROOT,
        "  %-22s wall ms %-20s CPU ms %-20s cores %.2f  heap kB %-16s speed %.2f (by CPU %.2f)%n",
        name,
        costs.wall,
        costs.cpu,
        costs.cpu.median() / costs.wall.median(),
        costs.allocated,
        speed,
        cpuSpeed);
  }

  private static Void upscale(RunningRuntime runtime, TestPicture picture) {
    runtime.upscale(picture);
    return null;
  }
}
