package dev.pixelgate.router.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.FreeBill;
import dev.pixelgate.router.InputImage;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.Order;
import dev.pixelgate.router.Outcome;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Rediscovery;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.Upload;
import dev.pixelgate.router.Wish;
import dev.pixelgate.router.airunner.AiRunnerOrchestrator;
import dev.pixelgate.router.airunner.AiRunnerSettings;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A market of ten orchestrators over real HTTP: nine cheap ones, each broken in its own way, and a
 * dear honest one. All are owed for whatever is sent to them, so that every useless attempt costs.
 */
@ExtendWith(VertxExtension.class)
class MarketRunTest {
  private static final int REQUESTS = 1_000;
  private static final int AT_A_TIME = 8;

  /** By then everybody has failed at least once. */
  private static final int SETTLED = 100;

  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final Duration REQUEST = Duration.ofMinutes(1);
  private static final Capability CAPABILITY =
      new Capability(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3");
  private static final Pixels PIXELS = Pixels.ofInput(TestingSeller.SIDE, TestingSeller.SIDE);

  private final TestingGallery gallery = new TestingGallery(TestingSeller.PICTURE);
  private final List<TestingSeller> sellers = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private int begun;

  @Test
  void buysFromTheHonestOneAndLeavesTheBrokenOnesAlone(Vertx vertx) throws Exception {
    Dispatcher dispatcher = dispatcher(vertx);
    long start = System.nanoTime();
    Context loop = vertx.getOrCreateContext();
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        v ->
            Future.all(IntStream.range(0, AT_A_TIME).mapToObj(i -> orders(dispatcher)).toList())
                .<Void>mapEmpty()
                .onComplete(done));
    done.future().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);

    Usd owed = outcomes.stream().map(Outcome::owed).reduce(Usd.ZERO, Usd::plus);
    Usd least =
        price(TestingSeller.Kind.HONEST)
            .inUsd(Optional.empty())
            .orElseThrow()
            .charge(new Pixels(PIXELS.count() * REQUESTS));
    print(Duration.ofNanos(System.nanoTime() - start), owed, least);

    assertEquals(REQUESTS, outcomes.size());
    assertEquals(0, gallery.wrongOnes());
    assertTrue(gallery.rightOnes() >= 0.999 * REQUESTS, gallery.rightOnes() + " right pictures");
    assertTrue(
        owed.picodollars() <= 1.1 * least.picodollars(),
        "owed " + owed + ", the least possible is " + least);
    for (TestingSeller seller : sellers) {
      if (seller.kind != TestingSeller.Kind.HONEST) {
        int late = asked(seller, outcomes.subList(SETTLED, REQUESTS));
        assertTrue(late <= 20, seller.name() + " was asked " + late + " times in the end");
      }
    }
  }

  /** One after the other, until all are begun. */
  private Future<Void> orders(Dispatcher dispatcher) {
    if (begun == REQUESTS) {
      return Future.succeededFuture();
    }
    Order order =
        new Order(
            "r" + begun,
            job(),
            PIXELS,
            "acme",
            List.of(),
            REQUEST,
            Optional.empty(),
            begun,
            0,
            new FreeBill());
    begun++;
    return dispatcher
        .dispatch(order, new Cancellation())
        .onSuccess(outcomes::add)
        .compose(ended -> orders(dispatcher));
  }

  private Dispatcher dispatcher(Vertx vertx) {
    Map<String, Seller> asked = new HashMap<>();
    List<Offer> offers = new ArrayList<>();
    for (TestingSeller.Kind kind : TestingSeller.Kind.values()) {
      TestingSeller seller = TestingSeller.start(vertx, kind).await();
      sellers.add(seller);
      AiRunnerSettings settings = AiRunnerSettings.of(seller.name(), seller.url, Optional.empty());
      asked.put(
          seller.name(),
          new Seller(
              new AiRunnerOrchestrator(vertx, settings), Owing.ON_DISPATCH, Optional.of(ATTEMPT)));
      offers.add(Offer.configured(seller.name(), CAPABILITY, price(kind)));
    }
    HealthBoard health = new HealthBoard(InstantSource.system());
    Market market = Market.of(PriceBook.of(offers), asked, health);
    return new Dispatcher(
        vertx,
        () -> market,
        new Selector(Caps.NONE, PolicyName.CHEAPEST, TimeWorth.DEFAULT),
        health,
        gallery,
        Rediscovery.NONE,
        Decisions.usual(),
        10);
  }

  /** The honest one asks four times as much as the cheapest of the others. */
  private static UsdPerPixel price(TestingSeller.Kind kind) {
    int tenths = kind == TestingSeller.Kind.HONEST ? 40 : 10 + kind.ordinal();
    return UsdPerPixel.parse("%d.%de-8 USD/px".formatted(tenths / 10, tenths % 10));
  }

  private static Job job() {
    return new Job.Upscale(
        CAPABILITY,
        new InputImage(
            new Upload.InMemory(TestingSeller.input()),
            new Picture(PictureFormat.PNG, TestingSeller.SIDE, TestingSeller.SIDE),
            "a.png"),
        new Wish("", true, OptionalLong.empty(), OptionalInt.empty()));
  }

  private static int asked(TestingSeller seller, List<Outcome> outcomes) {
    return (int)
        outcomes.stream()
            .flatMap(outcome -> outcome.attempts().stream())
            .filter(attempt -> attempt.orchestrator().equals(seller.name()))
            .count();
  }

  private void print(Duration took, Usd owed, Usd least) {
    System.out.printf(
        "market run: %d requests, %d at a time, %.1f s; %d right pictures, %d wrong; owed %s, the"
            + " least possible is %s (%.3f)%n",
        REQUESTS,
        AT_A_TIME,
        took.toMillis() / 1e3,
        gallery.rightOnes(),
        gallery.wrongOnes(),
        owed,
        least,
        (double) owed.picodollars() / least.picodollars());
    System.out.printf("%-11s %6s %10s  %s%n", "seller", "asked", "after " + SETTLED, "ends");
    for (TestingSeller seller : sellers) {
      Map<String, Integer> ends = new TreeMap<>();
      outcomes.stream()
          .flatMap(outcome -> outcome.attempts().stream())
          .filter(attempt -> attempt.orchestrator().equals(seller.name()))
          .map(MarketRunTest::end)
          .forEach(end -> ends.merge(end, 1, Integer::sum));
      System.out.printf(
          "%-11s %6d %10d  %s%n",
          seller.name(),
          asked(seller, outcomes),
          asked(seller, outcomes.subList(Math.min(SETTLED, outcomes.size()), outcomes.size())),
          ends);
    }
  }

  private static String end(AttemptRecord attempt) {
    return attempt.detail().isEmpty() ? attempt.outcome() : attempt.detail();
  }
}
