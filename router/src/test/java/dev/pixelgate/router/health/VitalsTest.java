package dev.pixelgate.router.health;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The columns of a snapshot. */
class VitalsTest {
  private static final int SEATS = 100;

  private final TestingClock clock = new TestingClock();
  private final HealthBoard board = new HealthBoard(clock);

  @Test
  void columnsSayWhatIsKnownOfEachSeatWhateverHappens() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      HealthSnapshot before = board.snapshot();
      double[] seconds = seconds(before);
      attempt(random);
      clock.pass(Duration.ofMillis(random.nextInt(4_000)));
      assertAgrees(board.snapshot());
      assertArrayEquals(seconds, seconds(before), "a snapshot does not change");
    }
  }

  @Test
  void failuresFadeInTheColumnToo() {
    int seat = board.of("alpha", Pipeline.UPSCALE);
    board.insist(seat).failed(Duration.ofSeconds(1));
    assertEquals(0.125, board.snapshot().failures(seat));
    clock.pass(Duration.ofMinutes(5));
    assertEquals(0.0625, board.snapshot().failures(seat));
    clock.pass(Duration.ofHours(1));
    assertEquals(0, board.snapshot().failures(seat));
  }

  private void attempt(Random random) {
    int seat = random.nextInt(SEATS);
    Duration took = Duration.ofMillis(random.nextInt(3) * 100L);
    Turn turn = board.insist(seat);
    switch (random.nextInt(4)) {
      case 0 -> turn.failed(took);
      case 1 -> turn.dropped();
      case 2 -> turn.busy(took);
      default -> turn.served(took, new Pixels(1 + random.nextInt(1_000)));
    }
  }

  private static double[] seconds(HealthSnapshot snapshot) {
    double[] seconds = new double[SEATS];
    for (int seat = 0; seat < SEATS; seat++) {
      seconds[seat] = snapshot.secondsPerPixel(seat);
    }
    return seconds;
  }

  private static void assertAgrees(HealthSnapshot snapshot) {
    for (int seat = 0; seat < SEATS + 50; seat++) {
      assertEquals(snapshot.of(seat).secondsPerPixel(), snapshot.secondsPerPixel(seat));
      assertEquals(snapshot.of(seat).failures(), snapshot.failures(seat));
    }
  }
}
