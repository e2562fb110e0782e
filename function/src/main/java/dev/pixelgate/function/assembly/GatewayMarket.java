package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.DiscoveryRules;
import dev.pixelgate.function.config.RateSource;
import dev.pixelgate.pricing.PriceFeed;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.MediaStore;
import dev.pixelgate.router.Rediscovery;
import dev.pixelgate.router.discovery.AddressPolicy;
import dev.pixelgate.router.discovery.DiscoverySettings;
import dev.pixelgate.router.discovery.DiscoveryWatch;
import dev.pixelgate.router.discovery.FixedSeller;
import dev.pixelgate.router.discovery.HttpPriceFeed;
import dev.pixelgate.router.discovery.MarketKeeper;
import dev.pixelgate.router.discovery.MarketSources;
import dev.pixelgate.router.discovery.PublicOnly;
import dev.pixelgate.router.discovery.VertxLoop;
import dev.pixelgate.router.discovery.Webhook;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.livepeer.CertificateWatch;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The market of a gateway: in force from the start with what the configuration says, kept up to
 * date beside the requests from {@link #start} on.
 */
public final class GatewayMarket implements Rediscovery {
  private final Vertx vertx;
  private final Configuration configuration;
  private final HealthBoard health;
  private final GatewayPayments payments;
  private final RemotePeers peers;
  private final Optional<HttpPriceFeed> feed;
  private final MarketKeeper keeper;

  /**
   * A market in which nobody is asked yet.
   *
   * @param fixed the own runtime, if there is one
   * @param payments where it is written down what is paid, with the rates that hold here
   * @param certificates hears of orchestrators that have another certificate than before
   */
  public GatewayMarket(
      Vertx vertx,
      Configuration configuration,
      List<FixedSeller> fixed,
      MarketMemory memory,
      Function<PriceFeed, PaymentLog> payments,
      DiscoveryWatch watch,
      CertificateWatch certificates,
      InstantSource clock) {
    this.vertx = vertx;
    this.configuration = configuration;
    this.health = new HealthBoard(clock);
    this.payments =
        new GatewayPayments(vertx, clock, configuration.payments(), payments.apply(this::rate));
    this.peers =
        new RemotePeers(
            vertx,
            configuration,
            clock,
            health,
            new LivepeerOrchestrators(
                vertx, configuration, clock, memory.pins(), this.payments, certificates));
    RandomGenerator random = new SplittableRandom();
    VertxLoop loop = new VertxLoop(vertx, clock);
    this.feed =
        configuration
            .rateSource()
            .map(source -> new HttpPriceFeed(loop, peers.documents(), settings(source), random));
    DiscoveryRules rules = configuration.discovery();
    this.keeper =
        new MarketKeeper(
            loop,
            settings(rules),
            new MarketSources(
                fixed,
                peers.configured(),
                rules.webhook().map(url -> new Webhook(peers.documents(), url, rules.timeout())),
                peers::found,
                rules.allowPrivate()
                    ? AddressPolicy.ANY
                    : new PublicOnly(HostResolver.system(vertx, rules.timeout())),
                this::rate,
                health,
                memory.books()),
            watch,
            random);
  }

  private HttpPriceFeed.Settings settings(RateSource source) {
    return new HttpPriceFeed.Settings(
        source.url(),
        source.pointer(),
        source.every(),
        source.maxAge(),
        configuration.background());
  }

  private DiscoverySettings settings(DiscoveryRules rules) {
    DiscoverySettings usual = DiscoverySettings.of(rules.every(), rules.maxAge(), rules.timeout());
    return configuration.background() ? usual : usual.onDemand();
  }

  /** What an ether is worth, as far as is known. */
  private Optional<Rate> rate() {
    return feed.isPresent() ? feed.get().newest() : configuration.rate();
  }

  /** How orchestrators are paid. */
  GatewayPayments payments() {
    return payments;
  }

  /** What is in force now. */
  Market current() {
    return keeper.get();
  }

  /**
   * Buys in this market.
   *
   * @param decisions where it is kept why
   */
  public Dispatcher dispatcher(MediaStore media, Decisions decisions) {
    return new Dispatcher(
        vertx,
        keeper,
        new Selector(configuration.caps(), configuration.policy(), TimeWorth.DEFAULT),
        health,
        media,
        this,
        decisions,
        configuration.attempts().max());
  }

  /** Begins to ask; completes when the last book is in force, never fails. */
  Future<Void> start() {
    return keeper
        .start()
        .onSuccess(begun -> feed.ifPresent(asked -> asked.start(keeper::rateChanged)));
  }

  /**
   * Asks beside a request what is due, where there is no background. Completes on the calling event
   * loop when that is in force and kept, at the latest after {@code discovery.timeout}; never
   * fails.
   */
  public Future<Void> catchUp() {
    if (configuration.background()) {
      return Future.succeededFuture();
    }
    return inTime(
        Future.join(caughtUpRate(), keeper.catchUp()).transform(asked -> keeper.settle()));
  }

  /** A rate that is too old is as good as nobody to buy from. */
  @Override
  public Future<Market> refresh(Predicate<Market> enough) {
    if (configuration.background() || feed.isEmpty()) {
      return keeper.refreshNow(enough);
    }
    return Future.join(inTime(caughtUpRate()), keeper.refreshNow(enough))
        .transform(asked -> keeper.settle())
        .map(settled -> keeper.get());
  }

  private Future<Void> caughtUpRate() {
    return feed.map(HttpPriceFeed::catchUp).orElseGet(Future::succeededFuture);
  }

  private Future<Void> inTime(Future<Void> work) {
    Promise<Void> done = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    long limit = configuration.discovery().timeout().toMillis();
    long timer = vertx.setTimer(limit, late -> done.tryComplete());
    work.onComplete(
        over ->
            caller.runOnContext(
                there -> {
                  vertx.cancelTimer(timer);
                  done.tryComplete();
                }));
    return done.future();
  }

  @Override
  public boolean everybodyWasAsked() {
    return keeper.everybodyWasAsked();
  }

  /** Asks nobody any more, saves the book, gives back every connection. */
  Future<?> close() {
    feed.ifPresent(HttpPriceFeed::close);
    return keeper.close().transform(closed -> payments.close()).transform(closed -> peers.close());
  }
}
