package dev.pixelgate.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedEstimateTest {
  private final SpeedEstimate speed = new SpeedEstimate();

  @Test
  void sumsTheJobsEachAtItsModelsSpeedAndRoundsUp() {
    speed.add("fast", Duration.ofMillis(1), 1000);
    speed.add("slow", Duration.ofMillis(10), 1000);
    assertEquals(
        Duration.ofSeconds(13),
        speed.retryAfter(
            List.of(TestingJobs.of("fast", 1_000_001), TestingJobs.of("slow", 1_100_000))));
  }

  @Test
  void saysAtLeastASecond() {
    assertEquals(Duration.ofSeconds(1), speed.retryAfter(List.of(TestingJobs.of("new", 5))));
  }

  @Test
  void followsJobsOfANewSpeed() {
    speed.add("model", Duration.ofSeconds(1), 1000);
    for (int i = 0; i < 20; i++) {
      speed.add("model", Duration.ofSeconds(3), 1000);
    }
    assertEquals(3000, speed.of("model", 1000).toMillis(), 30);
  }

  @Test
  void isHardlyMovedByATinyJob() {
    speed.add("model", Duration.ofSeconds(10), 1_000_000);
    speed.add("model", Duration.ofMillis(20), 1);
    assertTrue(speed.of("model", 1_000_000).toMillis() < 10_100);
  }
}
