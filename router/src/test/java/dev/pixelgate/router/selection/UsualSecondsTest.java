package dev.pixelgate.router.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.HealthSnapshot;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a newcomer is taken to need. */
class UsualSecondsTest {
  private final Shelf thousand = shelf(1_000);

  @Test
  void isTheMedianOfAFew() {
    assertEquals(3, UsualSeconds.perPixel(shelf(5), known(seat -> seat + 1)));
    assertEquals(3, UsualSeconds.perPixel(shelf(4), known(seat -> seat + 1)));
  }

  @Test
  void isZeroWhenNobodyIsKnown() {
    assertEquals(0, UsualSeconds.perPixel(thousand, HealthSnapshot.EMPTY));
  }

  @Test
  void findsTheOnlyOneThatIsKnownOfAThousand() {
    for (int only : new int[] {0, 1, 14, 15, 500, 998, 999}) {
      HealthSnapshot one = known(seat -> seat == only ? 7 : Double.NaN);
      assertEquals(7, UsualSeconds.perPixel(thousand, one));
    }
  }

  @Test
  void isNearTheMedianOfAThousandInAnyOrder() {
    for (int factor : new int[] {1, 999, 3, 77, 601}) {
      double usual = UsualSeconds.perPixel(thousand, known(seat -> seat * factor % 1_000));
      assertTrue(usual >= 370 && usual <= 630, () -> "factor " + factor + ": " + usual);
    }
  }

  private interface SecondsPerPixel {
    double of(int seat);
  }

  private static HealthSnapshot known(SecondsPerPixel seconds) {
    return seat -> new Health(seconds.of(seat), 0, 0, Instant.EPOCH);
  }

  private static Shelf shelf(int size) {
    TestingStall stall = new TestingStall();
    for (int i = 0; i < size; i++) {
      stall.with("o" + i, "1 USD/Mpx");
      stall.seconds("o" + i, 1);
    }
    return stall.question().shelves().shelf(TestingStall.UPSCALE).orElseThrow();
  }
}
