package dev.pixelgate.function.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.fuzz.PictureCheck.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of the corpus, cut off at every byte. */
class TruncationTest {
  private final PictureCheck check = new PictureCheck(1 << 16);

  static Stream<Path> corpus() {
    return SeedFiles.paths(SeedFiles.CORPUS).stream().filter(TruncationTest::isPicture);
  }

  private static boolean isPicture(Path file) {
    return Kind.of(SeedFiles.bytes(file)).isPresent();
  }

  /** Of a cut file that the walk calls whole, only what no decoder needs is missing. */
  @ParameterizedTest
  @MethodSource("corpus")
  void isServedWhereTheWalkCallsItWholeAndRefusedElsewhere(Path file) throws FindingException {
    byte[] whole = SeedFiles.bytes(file);
    boolean read = check.check(whole, new Draw(0, 0)).served();
    for (int length = 0; length < whole.length; length++) {
      Outcome cut = check.check(Arrays.copyOf(whole, length), new Draw(0, length));
      assertTrue(!read || !cut.walked() || cut.served(), "whole to the walk alone: " + length);
    }
  }
}
