package dev.pixelgate.bench;

import dev.pixelgate.runtime.RuntimeOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One tile side of the embedded model: time, and the peak of this process, which does only that.
 */
public final class TileBench {
  private static final String ID = "bench/tile";

  private TileBench() {}

  /** Arguments: folder of the embedded model, empty folder, photo, rounds, picture's side, tile. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    copy(Path.of(args[0]), folder.resolve("model"), args[5]);
    int rounds = Integer.parseInt(args[3]);
    TestPicture picture = TestPicture.of(new File(args[2]), Integer.parseInt(args[4]));
    RuntimeOptions options = RuntimeOptions.defaults().withDevice("cpu").withModelFolder(folder);
    Costs costs = new Costs();
    try (RunningRuntime runtime = new RunningRuntime(options, ID)) {
      runtime.upscale(picture);
      for (int round = 0; round < rounds; round++) {
        costs.add(Cost.of(() -> upscale(runtime, picture)));
      }
    }
    double megapixels = picture.pixels() / 1e6;
    ProcessUsage usage = ProcessUsage.of(ProcessHandle.current().pid());
    System.out.printf(
        Locale.ROOT,
        "  tile %-4s s/Mpx of input: wall %.2f CPU %.2f (best %.2f, %.2f)  peak RSS %d MB%n",
        args[5],
        costs.wall.median() / 1e3 / megapixels,
        costs.cpu.median() / 1e3 / megapixels,
        costs.wall.min() / 1e3 / megapixels,
        costs.cpu.min() / 1e3 / megapixels,
        usage.peakKb() / 1000);
  }

  private static void copy(Path from, Path to, String tile) throws Exception {
    Files.createDirectories(to);
    for (File file : from.toFile().listFiles()) {
      Files.copy(file.toPath(), to.resolve(file.getName()));
    }
    Path manifest = to.resolve("model.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest,
        text.replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"" + ID + "\"")
            .replaceFirst("\"tile\": *[0-9]+", "\"tile\": " + tile));
  }

  private static Void upscale(RunningRuntime runtime, TestPicture picture) {
    runtime.upscale(picture);
    return null;
  }
}
