package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  @Test
  void boundsTheSumOverAllAttempts() {
    Envelope full = Envelope.of(new Usd(10));
    Envelope left = full.spend(new Usd(7));
    assertTrue(left.covers(new Usd(3)));
    assertFalse(left.covers(new Usd(4)));
    assertEquals(new Usd(7), left.spent());
    assertEquals(Usd.ZERO, full.spent());
  }

  @Test
  void refusesToSpendWhatItDoesNotCover() {
    Envelope left = Envelope.of(Usd.parse("0.02 USD")).spend(Usd.parse("0.015 USD"));
    var error =
        assertThrows(IllegalStateException.class, () -> left.spend(Usd.parse("0.0051 USD")));
    assertEquals(
        "charge 0.005100000000 USD is not covered: 0.015000000000 USD of 0.020000000000 USD are"
            + " spent",
        error.getMessage());
  }

  @Test
  void coversAnythingWhenUnboundedButNeverWraps() {
    Envelope most = Envelope.unbounded().spend(new Usd(Long.MAX_VALUE));
    assertTrue(most.covers(Usd.ZERO));
    assertFalse(most.covers(new Usd(1)));
  }

  @Property
  void neverSpendsMoreThanItsLimit(
      @ForAll @LongRange(min = 0, max = 100) long limit,
      @ForAll List<@LongRange(min = 0, max = 60) Long> charges) {
    Envelope envelope = Envelope.of(new Usd(limit));
    long sum = 0;
    for (long charge : charges) {
      if (envelope.covers(new Usd(charge))) {
        envelope = envelope.spend(new Usd(charge));
        sum += charge;
      } else {
        assertTrue(sum + charge > limit, "refused without need");
      }
    }
    assertEquals(new Usd(sum), envelope.spent());
    assertTrue(sum <= limit);
  }
}
