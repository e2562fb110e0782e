package dev.pixelgate.function.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.assembly.GatewayFreezing.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GatewayFreezingTest {
  private static final Moment BEFORE = new Moment(Instant.EPOCH, Long.MAX_VALUE - 5);

  private static Moment after(Duration world, Duration timers) {
    return new Moment(Instant.EPOCH.plus(world), BEFORE.nanos() + timers.toNanos());
  }

  @Test
  void waitsForNoTimerThatIsDueAlready() {
    Duration hour = Duration.ofHours(1);
    assertEquals(0, GatewayFreezing.poolsMillis(BEFORE, after(hour, hour)));
    assertEquals(0, GatewayFreezing.poolsMillis(BEFORE, after(hour, hour.minusMillis(500))));
  }

  @Test
  void waitsForTheTimersWhereTheirClockStoodStillToo() {
    Moment now = after(Duration.ofHours(1), Duration.ofMillis(3));
    assertEquals(1_100, GatewayFreezing.poolsMillis(BEFORE, now));
  }
}
