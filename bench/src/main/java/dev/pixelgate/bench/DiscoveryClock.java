package dev.pixelgate.bench;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.airunner.AiRunnerOrchestrator;
import dev.pixelgate.router.airunner.AiRunnerPeer;
import dev.pixelgate.router.airunner.AiRunnerSettings;
import dev.pixelgate.router.discovery.AddressPolicy;
import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.ConfiguredPeer;
import dev.pixelgate.router.discovery.DiscoverySettings;
import dev.pixelgate.router.discovery.DiscoveryWatch;
import dev.pixelgate.router.discovery.MarketKeeper;
import dev.pixelgate.router.discovery.MarketSources;
import dev.pixelgate.router.discovery.SavedBook;
import dev.pixelgate.router.discovery.VertxLoop;
import dev.pixelgate.router.exchange.Documents;
import dev.pixelgate.router.health.HealthBoard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Times the discovery of a {@link RunnerFleet}: cold, and refreshed when every connection has been
 * closed meanwhile. A reader takes the market once a millisecond all the time, and a timer on
 * another event loop tells how long requests there would have waited. Arguments: the PEM file of
 * the fleet's certificate, rounds, the ports.
 */
public final class DiscoveryClock {
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, "some/model");
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Connections are closed after 4 s of silence. */
  private static final int PAUSE_SECONDS = 6;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final Documents documents;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger books = new AtomicInteger();
  private final MarketKeeper keeper;

  private DiscoveryClock(Path pem, List<Integer> ports) {
    this.documents = new Documents(vertx, Optional.of(pem));
    List<ConfiguredPeer> peers = new ArrayList<>();
    ports.forEach(port -> peers.add(peer(port)));
    this.keeper =
        new MarketKeeper(
            new VertxLoop(vertx, InstantSource.system()),
            DiscoverySettings.of(Duration.ofHours(1), Duration.ofHours(6), TIMEOUT),
            new MarketSources(
                List.of(),
                peers,
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
    List<Integer> ports = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      ports.add(Integer.valueOf(arguments[i]));
    }
    DiscoveryClock clock = new DiscoveryClock(Path.of(arguments[0]), ports);
    clock.run(ports.size(), Integer.parseInt(arguments[1]));
    System.exit(0);
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
    begin.run();
    while (answered.get() + failed.get() < count) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    System.out.printf(
        "%s orchestrators=%d failed=%d seconds=%.2f books=%d reads=%d longest_read_us=%d"
            + " other_loop_late_ms=%d%n",
        name,
        answered.get(),
        failed.get(),
        (System.nanoTime() - start) / 1e9,
        books.get(),
        reader.reads.get(),
        reader.longest.get() / 1000,
        reader.late.get());
  }

  private ConfiguredPeer peer(int port) {
    String name = "runner-" + port;
    URI url = URI.create("https://127.0.0.1:" + port);
    AiRunnerSettings settings = AiRunnerSettings.of(name, url, Optional.empty());
    List<Offer> offers =
        List.of(Offer.configured(name, UPSCALE, Price.parse("1." + port + "e-8 USD/px")));
    Seller seller =
        new Seller(new AiRunnerOrchestrator(vertx, settings), Owing.ON_SUCCESS, Optional.empty());
    return new ConfiguredPeer(
        new AiRunnerPeer(settings, seller, offers, TIMEOUT, documents), url, offers);
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
        if (keeper.get().book().asks(UPSCALE).isEmpty()) {
          throw new IllegalStateException("nothing is sold");
        }
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
}
