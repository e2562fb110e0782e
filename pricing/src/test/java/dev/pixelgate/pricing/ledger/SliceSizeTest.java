package dev.pixelgate.pricing.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SliceSizeTest {
  @Property
  void leasesWhatIsNeededOrNothing(
      @ForAll @LongRange(min = 0) long limit,
      @ForAll @LongRange(min = 0) long left,
      @ForAll @LongRange(min = 1) long first,
      @ForAll @LongRange(min = 0) long demand) {
    long size = size(limit, left, first, demand);
    if (first > left) {
      assertEquals(0, size);
    } else {
      assertTrue(size >= first && size <= left, () -> size + " of " + left);
      assertTrue(size >= Math.min(left, demand));
    }
  }

  @Property
  void takesNoMoreThanASixteenthOfTheBudgetAndAQuarterOfTheRestAhead(
      @ForAll @LongRange(min = 16, max = 1_000_000) long limit,
      @ForAll @LongRange(min = 1, max = 1_000_000) long left,
      @ForAll @LongRange(min = 1, max = 1_000) long charge) {
    if (charge <= left) {
      long size = size(limit, left, charge, charge);
      assertTrue(size == charge || size <= limit / 16 && size <= left / 4);
      assertEquals(0, size % charge);
    }
  }

  @Test
  void shrinksToSingleChargesTowardsTheEnd() {
    assertEquals(60, size(1_000, 1_000, 10, 10));
    assertEquals(20, size(1_000, 80, 10, 10));
    assertEquals(10, size(1_000, 79, 10, 10));
    assertEquals(10, size(1_000, 10, 10, 10));
    assertEquals(0, size(1_000, 9, 10, 10));
  }

  @Test
  void leasesForAllThatWait() {
    assertEquals(500, size(1_000, 1_000, 10, 500));
    assertEquals(80, size(1_000, 80, 10, 500));
  }

  private static long size(long limit, long left, long first, long demand) {
    return SliceSize.of(new Usd(limit), new Usd(left), new Usd(first), new Usd(demand))
        .picodollars();
  }
}
