package dev.pixelgate.function.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From when on a dead instance's attempts have to be looked at. */
class OpenAttemptsTest {
  private static final long START = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();

  private final TestingClock clock = new TestingClock("2026-11-29T12:00:00Z");
  private final OpenAttempts open = new OpenAttempts(clock);

  @Test
  void isTheBeginningOfTheOldestThatIsOpen() {
    Instant first = open.begin();
    clock.advance(Duration.ofSeconds(1));
    Instant second = open.begin();
    clock.advance(Duration.ofSeconds(1));
    assertEquals(START, open.from());

    open.end(first);
    assertEquals(START + 1_000, open.from());
    open.end(second);
    assertEquals(START + 2_000, open.from());
  }

  @Test
  void waitsForBothOfTwoThatBeganTogether() {
    Instant first = open.begin();
    Instant second = open.begin();
    clock.advance(Duration.ofSeconds(1));
    open.end(first);
    assertEquals(START, open.from());
    open.end(second);
    assertEquals(START + 1_000, open.from());
  }

  /** What was said of the past stays true when the clock is set back. */
  @Test
  void nothingBeginsBeforeWhatWasSaid() {
    assertEquals(START, open.from());
    clock.advance(Duration.ofHours(-1));
    assertEquals(START, open.from());
    assertEquals(START, open.begin().toEpochMilli());
  }
}
