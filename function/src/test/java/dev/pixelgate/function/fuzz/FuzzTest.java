package dev.pixelgate.function.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 100 000 changed files in every build, the same ones unless told otherwise. */
class FuzzTest {
  private static final long SEED = Long.getLong("pixelgate.fuzz.seed", 4);
  private static final long INPUTS = Long.getLong("pixelgate.fuzz.inputs", 100_000);

  @Test
  void refusesOrServesWhateverComes() throws InterruptedException {
    List<byte[]> seeds = SeedFiles.in(SeedFiles.CORPUS);
    FuzzRun run =
        new FuzzRun(new FuzzRun.Settings(seeds, SEED, 0, INPUTS, 2, Path.of("target/fuzz")));
    run.run();
    System.out.printf("fuzz seed=%d seeds=%d%n%s", SEED, seeds.size(), run.tally());
    assertEquals("", run.findings().toString(), "kept in target/fuzz");
    assertEquals(INPUTS, run.tally().inputs());
  }
}
