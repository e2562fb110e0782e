package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.CapRule;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Orders of one million pixels to scripted orchestrators, on one event loop: a price of 0.03
 * USD/Mpx is a charge of 0.03 USD.
 */
final class TestingMarket {
  static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, "some/model");
  static final Pixels PIXELS = new Pixels(1_000_000);
  private static final Duration LONG = Duration.ofSeconds(60);

  final TestingMediaStore media = new TestingMediaStore();
  final Decisions decisions = Decisions.usual();
  final HealthBoard health;
  private final Vertx vertx;
  private final Context context;
  private final Map<String, Seller> sellers = new HashMap<>();
  private final List<Offer> offers = new ArrayList<>();
  private final List<CapRule> caps = new ArrayList<>();
  private final List<Capability> known = new ArrayList<>();
  private Rediscovery rediscovery = Rediscovery.NONE;
  private int maxAttempts = 3;
  private Duration deadline = LONG;
  private Bill bill = new FreeBill();
  private Optional<PolicyName> policy = Optional.empty();
  private PictureFormat picture = PictureFormat.PNG;

  TestingMarket(Vertx vertx) {
    this(vertx, InstantSource.system());
  }

  /** One whose health board tells the time by this clock. */
  TestingMarket(Vertx vertx, InstantSource clock) {
    this.health = new HealthBoard(clock);
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  TestingMarket with(TestingOrchestrator orchestrator, String usdPerMegapixel) {
    return with(new Seller(orchestrator, Owing.ON_SUCCESS, Optional.of(LONG)), usdPerMegapixel);
  }

  /** One whose failed attempts are owed too. */
  TestingMarket withOwedOnDispatch(TestingOrchestrator orchestrator, String usdPerMegapixel) {
    return with(new Seller(orchestrator, Owing.ON_DISPATCH, Optional.of(LONG)), usdPerMegapixel);
  }

  TestingMarket with(Seller seller, String usdPerMegapixel) {
    return with(seller, usdPerMegapixel, EnumSet.allOf(PictureFormat.class));
  }

  /** One that reads these formats only. */
  TestingMarket with(Seller seller, String usdPerMegapixel, Set<PictureFormat> formats) {
    String name = seller.orchestrator().name();
    sellers.put(name, seller);
    UsdPerPixel price = UsdPerPixel.parse(usdPerMegapixel + " USD/Mpx");
    offers.add(Offer.configured(name, UPSCALE, price, formats));
    return this;
  }

  /** One that takes so many jobs at a time. */
  TestingMarket withRoomFor(int jobs, TestingOrchestrator orchestrator, String usdPerMegapixel) {
    with(orchestrator, usdPerMegapixel);
    Offer offer = offers.removeLast();
    offers.add(
        new Offer(
            offer.orchestrator(),
            offer.capability(),
            offer.price(),
            offer.warm(),
            OptionalInt.of(jobs),
            offer.formats(),
            offer.source(),
            offer.seenAt(),
            offer.soldUntil()));
    return this;
  }

  /** How the market is asked by orders that know nobody. */
  TestingMarket rediscovery(Rediscovery way) {
    rediscovery = way;
    return this;
  }

  /** One that reads one format only. */
  TestingMarket withReaderOf(
      PictureFormat format, TestingOrchestrator orchestrator, String usdPerMegapixel) {
    return with(
        new Seller(orchestrator, Owing.ON_SUCCESS, Optional.of(LONG)),
        usdPerMegapixel,
        Set.of(format));
  }

  /** What the pictures of orders are from now on, instead of PNG. */
  TestingMarket picture(PictureFormat format) {
    picture = format;
    return this;
  }

  TestingMarket cap(String text, String source) {
    caps.add(CapRule.everywhere(Cap.parse(text, source)));
    return this;
  }

  TestingMarket maxAttempts(int attempts) {
    maxAttempts = attempts;
    return this;
  }

  TestingMarket deadline(Duration limit) {
    deadline = limit;
    return this;
  }

  /** Who keeps the money of orders from now on. */
  TestingMarket bill(Bill keeper) {
    bill = keeper;
    return this;
  }

  /** How orders choose from now on. */
  TestingMarket policy(PolicyName name) {
    policy = Optional.of(name);
    return this;
  }

  Outcome order(Cap... requestCaps) throws Exception {
    return kept(await(start(UPSCALE, new Cancellation(), requestCaps)));
  }

  Future<Outcome> start(Capability capability, Cancellation cancellation, Cap... requestCaps) {
    Order order =
        new Order(
            "id",
            job(capability),
            PIXELS,
            "acme",
            List.of(requestCaps),
            deadline,
            policy,
            7,
            0,
            bill);
    return onLoop(
        () -> dispatcher().dispatch(order, cancellation).onComplete(ended -> closeBill()));
  }

  /** A bill of a test is in order at the outcome. */
  private void closeBill() {
    if (bill instanceof TestingBill kept) {
      kept.close();
    }
  }

  /** Nothing was asked of the bill that may not be. */
  private Outcome kept(Outcome outcome) {
    if (bill instanceof TestingBill kept && !kept.breaches.isEmpty()) {
      throw new AssertionError(kept.breaches + " in " + kept.calls);
    }
    return outcome;
  }

  /** Runs a step where orders run. */
  <T> Future<T> onLoop(Supplier<Future<T>> step) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        ignored -> Future.succeededFuture().compose(start -> step.get()).onComplete(promise));
    return promise.future();
  }

  <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** What is known of this orchestrator, from attempts so far. */
  Health healthOf(String orchestrator) {
    return health.snapshot().of(health.of(orchestrator, Pipeline.UPSCALE));
  }

  /** This orchestrator has served an order before, in this time. */
  void served(String orchestrator, Duration took) {
    int seat = health.of(orchestrator, Pipeline.UPSCALE);
    health.enter(seat, OptionalInt.empty(), true).orElseThrow().served(took, PIXELS);
  }

  /** This orchestrator has failed an order before, after this time. */
  void failed(String orchestrator, Duration took) {
    int seat = health.of(orchestrator, Pipeline.UPSCALE);
    health.enter(seat, OptionalInt.empty(), true).orElseThrow().failed(took);
  }

  /** What is shown of it. */
  PriceBoard board() {
    return new PriceBoard(this::market, selector(), health);
  }

  /** As it is now. */
  Market market() {
    return Market.of(PriceBook.of(1, offers, List.of(), known, Optional.empty()), sellers, health);
  }

  /** This was offered before. */
  TestingMarket knows(Capability capability) {
    known.add(capability);
    return this;
  }

  private Dispatcher dispatcher() {
    return new Dispatcher(
        vertx, this::market, selector(), health, media, rediscovery, decisions, maxAttempts);
  }

  private Selector selector() {
    return new Selector(Caps.of(caps), PolicyName.CHEAPEST, TimeWorth.DEFAULT);
  }

  private Job job(Capability capability) {
    return new Job.Upscale(
        capability,
        new InputImage(
            new Upload.InMemory(Buffer.buffer("a picture")),
            new Picture(picture, 1000, 1000),
            "a.png"),
        new Wish("a cat", true, OptionalLong.empty(), OptionalInt.empty()));
  }

  /** Attempts that count against the most: busy orchestrators did not try. */
  static long tried(Outcome outcome) {
    return outcome.attempts().stream().filter(a -> !a.outcome().equals("busy")).count();
  }
}
