package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.health.HealthBoard;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A keeper on a {@link TestingLoop}: every 60 s, 10 min old at most, 3 s for an answer. */
final class TestingKeeper implements DiscoveryWatch {
  final TestingLoop loop = new TestingLoop();
  final Map<String, TestingPeer> found = new HashMap<>();
  final List<String> refused = new ArrayList<>();
  final List<String> failures = new ArrayList<>();
  final HealthBoard health = new HealthBoard(loop::instant);
  int published;
  private final List<ConfiguredPeer> configured = new ArrayList<>();
  private final List<FixedSeller> fixed = new ArrayList<>();
  private TestingBookStore store = new TestingBookStore();
  private AddressPolicy policy = AddressPolicy.ANY;
  private Optional<AddressSource> list = Optional.empty();
  private Optional<Rate> rate = Optional.empty();
  private DiscoverySettings settings =
      DiscoverySettings.of(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(3));
  private Optional<MarketKeeper> keeper = Optional.empty();

  TestingKeeper with(TestingPeer... peers) {
    Arrays.stream(peers).map(TestingPeer::configured).forEach(configured::add);
    return this;
  }

  TestingKeeper with(ConfiguredPeer peer) {
    configured.add(peer);
    return this;
  }

  TestingKeeper with(FixedSeller seller) {
    fixed.add(seller);
    return this;
  }

  TestingKeeper store(TestingBookStore kept) {
    store = kept;
    return this;
  }

  TestingKeeper policy(AddressPolicy rule) {
    policy = rule;
    return this;
  }

  TestingKeeper list(AddressSource source) {
    list = Optional.of(source);
    return this;
  }

  TestingKeeper settings(DiscoverySettings other) {
    settings = other;
    return this;
  }

  /** What an ether is worth from now on. */
  void rate(Rate newest) {
    rate = Optional.of(newest);
    keeper.ifPresent(MarketKeeper::rateChanged);
  }

  /** Makes it, and asks nobody yet. */
  MarketKeeper make() {
    MarketKeeper made =
        new MarketKeeper(
            loop,
            settings,
            new MarketSources(
                fixed, configured, list, this::peer, policy, () -> rate, health, store),
            this,
            new SplittableRandom(7));
    keeper = Optional.of(made);
    return made;
  }

  /** Makes it, starts it, and lets the first answers come in. */
  MarketKeeper start() {
    MarketKeeper made = make();
    made.start();
    loop.settle();
    return made;
  }

  TestingPeer peer(PeerAddress address) {
    return found.computeIfAbsent(address.name(), name -> TestingPeer.selling(name, "1"));
  }

  PriceBook book() {
    return keeper.orElseThrow().get().book();
  }

  /** Who asks what for {@link TestingPeer#UPSCALE}, cheapest first, whether stale or not. */
  List<String> sellers() {
    return book().asks(TestingPeer.UPSCALE).stream()
        .map(ask -> ask.offer().orchestrator())
        .toList();
  }

  /** Those whose offer may be sold now. */
  List<String> sellable() {
    return book().asks(TestingPeer.UPSCALE).stream()
        .map(Ask::offer)
        .filter(offer -> !offer.isStale(loop.instant()))
        .map(offer -> offer.orchestrator())
        .toList();
  }

  static AddressSource.Listing listing(String... urls) {
    return new AddressSource.Listing.Listed(Arrays.stream(urls).map(URI::create).toList(), 0);
  }

  static Future<AddressSource.Listing> listed(String... urls) {
    return Future.succeededFuture(listing(urls));
  }

  @Override
  public void asked(String orchestrator, Duration took, Optional<String> problem) {
    problem.ifPresent(reason -> failures.add(orchestrator + ": " + reason));
  }

  @Override
  public void refused(String address, String reason) {
    refused.add(address);
  }

  @Override
  public void listFailed(String reason) {
    failures.add("list: " + reason);
  }

  @Override
  public void published(dev.pixelgate.router.Market market) {
    published++;
  }
}
