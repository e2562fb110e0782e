package dev.pixelgate.function.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The long run of bench/fuzz.sh: prints its counts every million inputs. */
final class Fuzz {
  private static final long ROUND = 1_000_000;

  private Fuzz() {}

  /**
   * Corpus, folder for findings, seed, first input, inputs, threads. Ends with 1 after findings.
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    List<byte[]> seeds = SeedFiles.in(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    long seed = Long.parseLong(args[2]);
    long first = Long.parseLong(args[3]);
    long inputs = Long.parseLong(args[4]);
    int threads = Integer.parseInt(args[5]);
    System.out.printf(
        "seed=%d seeds=%d inputs=%d threads=%d%n", seed, seeds.size(), inputs, threads);
    boolean found = false;
    for (long done = 0; done < inputs; done += ROUND) {
      long round = Math.min(ROUND, inputs - done);
      FuzzRun run =
          new FuzzRun(new FuzzRun.Settings(seeds, seed, first + done, round, threads, folder));
      long start = System.nanoTime();
      run.run();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "inputs=%d..%d seconds=%d %s%n%s%s%n",
          first + done,
          first + done + round - 1,
          took.toSeconds(),
          peakMemory(),
          run.tally(),
          run.findings());
      found |= !run.findings().isEmpty();
    }
    System.exit(found ? 1 : 0);
  }

  /** Of the whole process, native decoders included; Linux alone tells. */
  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("\\s+", " "))
        .collect(Collectors.joining());
  }
}
