package dev.pixelgate.bench;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.discovery.AddressPolicy;
import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.ConfiguredPeer;
import dev.pixelgate.router.discovery.DiscoverySettings;
import dev.pixelgate.router.discovery.DiscoveryWatch;
import dev.pixelgate.router.discovery.MarketKeeper;
import dev.pixelgate.router.discovery.MarketSources;
import dev.pixelgate.router.discovery.SavedBook;
import dev.pixelgate.router.discovery.VertxLoop;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.livepeer.Destinations;
import dev.pixelgate.router.livepeer.LivepeerHttp;
import dev.pixelgate.router.livepeer.LivepeerOrchestrator;
import dev.pixelgate.router.livepeer.LivepeerPeers;
import dev.pixelgate.router.livepeer.LivepeerSettings;
import dev.pixelgate.router.livepeer.Payments;
import dev.pixelgate.router.livepeer.Pin;
import dev.pixelgate.router.livepeer.PinStore;
import dev.pixelgate.router.livepeer.Pins;
import dev.pixelgate.router.livepeer.TlsMode;
import dev.pixelgate.router.livepeer.TrustedClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Times the discovery of a fleet of Livepeer orchestrators over TLS: cold, and refreshed. A reader
 * takes the market once a millisecond all the time, and a timer on another event loop tells how
 * long requests there would have waited. Arguments: the fleet's process, its first port, how many,
 * rounds.
 */
public final class DiscoveryClock {
  /** What the fleet serves. */
  private static final Capability UPSCALE =
      new Capability(Pipeline.UPSCALE, "stabilityai/stable-diffusion-x4-upscaler");

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int PAUSE_SECONDS = 6;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final ProcessHandle fleet;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger books = new AtomicInteger();
  private final LivepeerPeers peers;
  private final MarketKeeper keeper;

  private DiscoveryClock(ProcessHandle fleet, int firstPort, int count) {
    this.fleet = fleet;
    this.peers = peers();
    this.keeper =
        new MarketKeeper(
            new VertxLoop(vertx, InstantSource.system()),
            DiscoverySettings.of(Duration.ofHours(1), Duration.ofHours(6), TIMEOUT),
            new MarketSources(
                List.of(),
                IntStream.range(firstPort, firstPort + count).mapToObj(this::peer).toList(),
                Optional.empty(),
                address -> {
                  throw new IllegalStateException("nobody is found here");
                },
                AddressPolicy.ANY,
                Optional::empty,
                new HealthBoard(InstantSource.system()),
                new Forgetful()),
            new Counting(),
            new SplittableRandom(7));
  }

  /** Prints one line a round. */
  public static void main(String[] arguments) throws InterruptedException {
    ProcessHandle fleet = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
    int count = Integer.parseInt(arguments[2]);
    DiscoveryClock clock = new DiscoveryClock(fleet, Integer.parseInt(arguments[1]), count);
    clock.run(count, Integer.parseInt(arguments[3]));
    System.exit(0);
  }

  private LivepeerPeers peers() {
    TrustedClients clients =
        new TrustedClients(vertx, TlsMode.FOLLOW, new Pins(new NoPins()), changed -> {});
    LivepeerHttp http = LivepeerHttp.of(vertx, clients::forJobs, true);
    return new LivepeerPeers(
        vertx,
        InstantSource.system(),
        clients,
        Destinations.ANY,
        Payments.NONE,
        (settings, sessions, destinations) ->
            new Seller(
                new LivepeerOrchestrator(settings.name(), sessions, Payments.NONE, http),
                Owing.UNLESS_ERROR,
                Optional.empty()));
  }

  private ConfiguredPeer peer(int port) {
    String name = "node-" + port;
    URI url = URI.create("https://127.0.0.1:" + port);
    List<Offer> offers =
        List.of(Offer.configured(name, UPSCALE, Price.parse("1." + port + "e-8 USD/px")));
    return new ConfiguredPeer(
        peers.configured(new LivepeerSettings(name, url, offers, TIMEOUT)), url, List.of());
  }

  private void run(int count, int rounds) throws InterruptedException {
    Reader reader = new Reader();
    reader.start();
    round("cold", count, reader, keeper.start()::await);
    for (int round = 1; round <= rounds; round++) {
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      round("refresh-" + round, count, reader, () -> keeper.refreshNow(market -> false));
    }
    reader.over.set(true);
    reader.join();
  }

  private void round(String name, int count, Reader reader, Runnable begin)
      throws InterruptedException {
    answered.set(0);
    failed.set(0);
    books.set(0);
    reader.reset();
    long start = System.nanoTime();
    Duration own = cpu(ProcessHandle.current());
    Duration theirs = cpu(fleet);
    begin.run();
    while (answered.get() + failed.get() < count) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    System.out.printf(
        "%s orchestrators=%d failed=%d seconds=%.2f cpu_ms_each=%.2f fleet_cpu_ms_each=%.2f"
            + " books=%d reads=%d longest_read_us=%d other_loop_late_ms=%d%n",
        name,
        answered.get(),
        failed.get(),
        (System.nanoTime() - start) / 1e9,
        cpu(ProcessHandle.current()).minus(own).toNanos() / 1e6 / count,
        cpu(fleet).minus(theirs).toNanos() / 1e6 / count,
        books.get(),
        reader.reads.get(),
        reader.longest.get() / 1000,
        reader.late.get());
  }

  /** So far, in steps of 10 ms. */
  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private final class Counting implements DiscoveryWatch {
    @Override
    public void asked(String orchestrator, Duration took, Optional<String> problem) {
      (problem.isPresent() ? failed : answered).incrementAndGet();
    }

    @Override
    public void published(dev.pixelgate.router.Market market) {
      books.incrementAndGet();
    }
  }

  /** What a request does with the market, and what it would wait for on another event loop. */
  private final class Reader extends Thread {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger longest = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private long ticked = System.nanoTime();

    void reset() {
      reads.set(0);
      longest.set(0);
      late.set(0);
    }

    @Override
    public void run() {
      vertx.setPeriodic(1, tick -> tick());
      while (!over.get()) {
        long start = System.nanoTime();
        keeper.get().book().asks(UPSCALE);
        longest.accumulateAndGet((int) (System.nanoTime() - start), Math::max);
        reads.incrementAndGet();
        try {
          TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException stop) {
          return;
        }
      }
    }

    private void tick() {
      long now = System.nanoTime();
      int behind = (int) TimeUnit.NANOSECONDS.toMillis(now - ticked) - 1;
      late.accumulateAndGet(behind, Math::max);
      ticked = now;
    }
  }

  private static final class Forgetful implements BookStore {
    @Override
    public Future<Optional<SavedBook>> load() {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Void> save(SavedBook book) {
      return Future.succeededFuture();
    }
  }

  private static final class NoPins implements PinStore {
    @Override
    public Future<Optional<Pin>> find(String hostPort) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Void> save(String hostPort, Pin pin) {
      return Future.succeededFuture();
    }
  }
}
