package dev.pixelgate.function.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.fuzz.Monster.End;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every monster, with the pixels that are allowed by default: 4096x4096. */
class MonsterTest {
  private final PictureCheck check = new PictureCheck(1 << 24);

  static Stream<Monster> monsters() {
    return Monster.all();
  }

  /** The first walk of a format loads classes, which its thread allocates too. */
  @BeforeAll
  static void walkEveryFormatOnce() {
    PictureCheck check = new PictureCheck(1 << 24);
    Monster.all()
        .filter(monster -> monster.name().endsWith("-65535x65535"))
        .forEach(
            monster -> {
              try {
                check.check(monster.file().get(), new Draw(1, 1));
              } catch (FindingException e) {
                // Found again below, unless it was the classes.
              }
            });
  }

  /** A minute is no measure: it tells a hang from everything else. */
  @ParameterizedTest
  @MethodSource("monsters")
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isRefusedOrServedInBoundedMemory(Monster monster) throws FindingException {
    PictureCheck.Outcome outcome = check.check(monster.file().get(), new Draw(1, 1));
    if (monster.end() != End.EITHER) {
      assertEquals(monster.end() == End.SERVED, outcome.served(), "served");
    }
  }
}
