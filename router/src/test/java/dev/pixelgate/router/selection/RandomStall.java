package dev.pixelgate.router.selection;

import static dev.pixelgate.router.selection.TestingStall.NOON;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;

/** Markets in which all that can happen happens, and equal prices and times are frequent. */
final class RandomStall {
  /** At 2500 USD an ether, 4 wei are 1e-14 USD: prices in both currencies are often equal. */
  private static final BigDecimal USD_PER_ETHER = new BigDecimal("2500");

  private RandomStall() {}

  /** Up to 12 offers, up to three caps. */
  static TestingStall of(Random random) {
    TestingStall stall = new TestingStall();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      String name = "o" + i;
      stall.with(offer(name, random));
      health(stall, name, random);
      if (random.nextInt(3) == 0) {
        stall.owedOnDispatch.add(name);
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      stall.cap(cap(random), "caps[" + i + "]");
    }
    stall.rate =
        switch (random.nextInt(6)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(new Rate(USD_PER_ETHER, NOON));
          default -> Optional.of(Rate.fixed(USD_PER_ETHER));
        };
    stall.policy(PolicyName.values()[random.nextInt(PolicyName.values().length)]);
    stall.seed = random.nextLong();
    return stall;
  }

  static Offer offer(String name, Random random) {
    Offer offer = TestingStall.offer(name, price(random)).warm(random.nextInt(3) > 0);
    offer = random.nextInt(5) == 0 ? TestingStall.stale(offer) : offer;
    offer = random.nextInt(3) == 0 ? TestingStall.taking(offer, random.nextInt(4)) : offer;
    return random.nextInt(5) == 0
        ? TestingStall.reading(offer, EnumSet.of(PictureFormat.JPEG, PictureFormat.GIF))
        : offer;
  }

  private static String price(Random random) {
    int amount = random.nextInt(8);
    return random.nextInt(3) == 0 ? 4 * amount + " wei/px" : amount + "e-14 USD/px";
  }

  private static String cap(Random random) {
    int amount = random.nextInt(10);
    return switch (random.nextInt(4)) {
      case 0 -> 4 * amount + " wei/px";
      case 1 -> amount + "e-8 USD/request";
      default -> amount + "e-14 USD/px";
    };
  }

  /** Leaves it unknown in one case of three. */
  static void health(TestingStall stall, String name, Random random) {
    if (random.nextInt(3) > 0) {
      stall.health(
          name,
          random.nextInt(3) == 0 ? Double.NaN : random.nextInt(4) * 1e-5,
          random.nextInt(3) == 0 ? random.nextInt(4) / 4.0 : 0,
          random.nextInt(3),
          random.nextInt(4) == 0 ? NOON.plusSeconds(random.nextInt(2)) : Instant.EPOCH);
    }
  }

  /** The same at this price, which has to be a decimal number. */
  static Offer priced(Offer offer, UsdRatio perPixel) {
    Price price =
        new UsdPerPixel(
            new BigDecimal(perPixel.numerator()).divide(new BigDecimal(perPixel.denominator())));
    return TestingStall.priced(offer, price);
  }
}
