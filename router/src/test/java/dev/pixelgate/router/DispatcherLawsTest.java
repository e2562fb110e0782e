package dev.pixelgate.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds for every market, whatever its prices, caps and failures. */
@ExtendWith(VertxExtension.class)
class DispatcherLawsTest {
  private static final int MARKETS = 1_000;

  @Test
  void neverSpendsOverTheEnvelopeNorAsksWhoIsOverACapOrCannotRead(Vertx vertx) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < MARKETS; i++) {
      RandomMarket market = new RandomMarket(vertx, random);
      Outcome outcome = market.market.order();
      market.check(outcome, "seed " + seed + ", market " + i + ": " + outcome);
    }
  }

  /**
   * Up to six sellers who read some formats each, and a picture of any; prices and caps are whole
   * cents a megapixel, so that equal ones occur.
   */
  private static final class RandomMarket {
    private final TestingMarket market;
    private final List<TestingOrchestrator> sellers = new ArrayList<>();
    private final List<List<AttemptEnd>> scripts = new ArrayList<>();
    private final List<Integer> cents = new ArrayList<>();
    private final List<Boolean> able = new ArrayList<>();
    private final int priceCap;
    private final int chargeCap;
    private final int maxAttempts;

    RandomMarket(Vertx vertx, Random random) {
      priceCap = 1 + random.nextInt(12);
      chargeCap = 1 + random.nextInt(20);
      maxAttempts = 1 + random.nextInt(4);
      market =
          new TestingMarket(vertx)
              .cap(usd(priceCap) + " USD/Mpx", "price")
              .cap(usd(chargeCap) + " USD/request", "charge")
              .maxAttempts(maxAttempts);
      PictureFormat picture = any(random);
      market.picture(picture);
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        List<AttemptEnd> ends = script(random);
        TestingOrchestrator seller = TestingOrchestrator.ending("s" + i, ends);
        scripts.add(ends);
        sellers.add(seller);
        cents.add(1 + random.nextInt(12));
        Set<PictureFormat> formats = EnumSet.of(any(random), any(random));
        able.add(formats.contains(picture));
        market.with(
            new Seller(seller, owing(random), Optional.of(Duration.ofSeconds(60))),
            usd(cents.getLast()),
            formats);
      }
    }

    private static Owing owing(Random random) {
      return Owing.values()[random.nextInt(Owing.values().length)];
    }

    private static PictureFormat any(Random random) {
      PictureFormat[] formats = PictureFormat.values();
      return formats[random.nextInt(formats.length)];
    }

    /** Four; the last, which stays, is not busy: nobody waits for that one for ever. */
    private static List<AttemptEnd> script(Random random) {
      AttemptEnd last = end(random);
      while (last instanceof AttemptEnd.Busy) {
        last = end(random);
      }
      return Stream.concat(Stream.generate(() -> end(random)).limit(3), Stream.of(last)).toList();
    }

    private static AttemptEnd end(Random random) {
      return switch (random.nextInt(10)) {
        case 0, 1 -> TestingOrchestrator.SERVED;
        case 2, 3 -> new AttemptEnd.Busy(Duration.ofMillis(1 + random.nextInt(3)));
        case 4 -> new AttemptEnd.JobRejected("no");
        case 5 -> new AttemptEnd.BadImage("broken");
        case 6 -> new AttemptEnd.StoreFailed("full");
        case 7 -> new AttemptEnd.Failed("answered 500", true);
        default -> new AttemptEnd.Failed("reset");
      };
    }

    private static String usd(int cents) {
      return "0.%02d".formatted(cents);
    }

    void check(Outcome outcome, String what) {
      assertTrue(outcome.owed().compareTo(Usd.parse(usd(chargeCap) + " USD")) <= 0, what);
      assertTrue(TestingMarket.tried(outcome) <= maxAttempts, what);
      int within = 0;
      int asked = 0;
      for (int i = 0; i < sellers.size(); i++) {
        boolean eligible = able.get(i) && cents.get(i) <= Math.min(priceCap, chargeCap);
        assertTrue(sellers.get(i).asked() <= (eligible ? askings(i) : 0), what + " asked s" + i);
        within += eligible ? 1 : 0;
        asked += sellers.get(i).asked();
      }
      boolean someAble = able.contains(true);
      assertEquals(!someAble, outcome instanceof Outcome.NobodyReads, what);
      assertEquals(someAble && within == 0, outcome instanceof Outcome.OverCap, what);
      assertEquals(asked, outcome.attempts().size(), what);
      checkNearest(outcome, what);
      checkOrder(outcome, what);
      checkResults(outcome, what);
      checkHealth(what);
    }

    /** Once, and once more for each time that it was busy in a row from the beginning. */
    private int askings(int seller) {
      int askings = 1;
      for (AttemptEnd end : scripts.get(seller)) {
        if (!(end instanceof AttemptEnd.Busy)) {
          return askings;
        }
        askings++;
      }
      throw new IllegalStateException("a script that ends busy");
    }

    /** What would have been enough: the cheapest price of someone who could have done it. */
    private void checkNearest(Outcome outcome, String what) {
      if (outcome instanceof Outcome.OverCap over) {
        int cheapest = Integer.MAX_VALUE;
        for (int i = 0; i < sellers.size(); i++) {
          cheapest = able.get(i) ? Math.min(cheapest, cents.get(i)) : cheapest;
        }
        assertEquals(Usd.parse(usd(cheapest) + " USD"), over.nearest().charge(), what);
        assertEquals(sellers.size(), over.excluded().size(), what);
      }
    }

    /** The cheapest first; who is asked again comes after all of them. */
    private void checkOrder(Outcome outcome, String what) {
      List<Integer> prices =
          outcome.attempts().stream()
              .map(AttemptRecord::orchestrator)
              .distinct()
              .map(name -> cents.get(Integer.parseInt(name.substring(1))))
              .toList();
      assertEquals(prices.stream().sorted().toList(), prices, what);
    }

    /** Whatever ended an order, nobody is left in flight. */
    private void checkHealth(String what) {
      for (int i = 0; i < sellers.size(); i++) {
        int seat = market.health.of("s" + i, TestingMarket.UPSCALE.pipeline());
        assertEquals(0, market.health.snapshot().of(seat).inFlight(), what);
      }
    }

    private void checkResults(Outcome outcome, String what) {
      int published = 0;
      for (int i = 0; i < market.media.opened(); i++) {
        assertEquals(1, market.media.ends(i).size(), what);
        published += market.media.ends(i).contains("published") ? 1 : 0;
      }
      assertEquals(outcome instanceof Outcome.Sold ? 1 : 0, published, what);
    }
  }
}
