package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.assembly.GatewayMarket;
import dev.pixelgate.function.assembly.MarketMemory;
import dev.pixelgate.function.assembly.NothingPaid;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.MetricsAccess;
import dev.pixelgate.function.decision.DecisionBook;
import dev.pixelgate.function.idempotency.IdempotencyKeys;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.media.FileMediaStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.metrics.OrchestratorLabels;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.function.receipt.ReceiptBook;
import dev.pixelgate.function.reference.PictureReferences;
import dev.pixelgate.function.reference.UrlPictures;
import dev.pixelgate.function.sale.Bills;
import dev.pixelgate.function.sale.UpscaleSales;
import dev.pixelgate.function.signing.SigningKeys;
import dev.pixelgate.function.signing.SigningSettings;
import dev.pixelgate.function.statement.StatementBook;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.Keyring;
import dev.pixelgate.function.store.StoredBooks;
import dev.pixelgate.function.store.StoredPins;
import dev.pixelgate.function.upload.FileUploads;
import dev.pixelgate.function.upload.UploadRules;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.discovery.DiscoveryWatch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's answers before it is ready and while it ends; its states are set by hand. */
class LifecycleTest {
  private final Vertx vertx = Vertx.vertx();
  private final Lifecycle lifecycle = new Lifecycle(2);
  private final AtomicInteger port = new AtomicInteger();
  private TestingRunner runner;
  private Spool spool;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    runner = TestingRunner.start();
    Configuration configuration =
        TestingServer.configuration(
            folder, "role: gateway\norchestrators: [ " + runner.entry("r", "1e-8 USD/px") + " ]");
    spool = Spool.open(configuration.data());
    Blocking.join(vertx.deployVerticle(new GatewayServer(configuration, services(configuration))));
  }

  private GatewayServices services(Configuration configuration) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    InstantSource clock = InstantSource.system();
    FileMediaStore media =
        new FileMediaStore(vertx, configuration.data(), spool, configuration.mediaTtl(), clock);
    FileUploads uploads =
        new FileUploads(
            vertx,
            configuration.data(),
            UploadRules.of(configuration.limits(), configuration.mediaTtl()),
            clock);
    Database store = Databases.open(vertx, configuration.store(), configuration.data());
    Dispatcher dispatcher =
        new GatewayMarket(
                vertx,
                configuration,
                List.of(),
                new MarketMemory(new StoredBooks(store, clock), new StoredPins(store, clock)),
                rates -> new NothingPaid(),
                DiscoveryWatch.NONE,
                changed -> {},
                clock)
            .dispatcher(media, Decisions.usual());
    Access access =
        new Access(() -> new Keyring(Map.of(), Map.of(), false), Optional.empty(), true);
    UpscaleSales sales = new UpscaleSales(dispatcher, TestingServer.MODEL, Bills.FREE);
    SigningKeys keys =
        new SigningKeys(
            vertx,
            store,
            new SigningSettings(Optional.empty(), Duration.ofDays(1), Duration.ofDays(1)),
            clock);
    return new GatewayServices(
        sales,
        PaidOnce.keyed(
            sales,
            new IdempotencyKeys(vertx, new NoJournal(), () -> "i", Duration.ofHours(1), clock)),
        media,
        spool,
        new PictureReferences(
            uploads,
            new UrlPictures(
                vertx, configuration.inputs(), IntakeLimits.of(configuration.limits()))),
        Optional.of(uploads),
        access,
        lifecycle,
        new SaleMeters(registry, new OrchestratorLabels(Set.of())),
        new Pages(lifecycle, access, MetricsAccess.OPEN, registry::scrape),
        accounting(configuration, clock),
        new DecisionBook(vertx, store, new NoJournal(), Duration.ofHours(1), clock, () -> {}),
        Purse.FULL,
        new Quotes(configuration.quotes(), keys, store, clock),
        keys,
        clock,
        Upkeep.NONE,
        Doorway.network(port));
  }

  private Accounting accounting(Configuration configuration, InstantSource clock) {
    Database database = Databases.open(vertx, configuration.store(), configuration.data());
    return new Accounting(
        new ReceiptBook(database, () -> "instance"),
        (payload, type) -> Future.failedFuture("nothing is signed here"),
        new StatementBook(database),
        () -> Future.failedFuture("nobody is paid here"),
        account -> Future.succeededFuture(Optional.empty()),
        clock);
  }

  @AfterEach
  void stop() throws IOException {
    Blocking.join(vertx.close());
    spool.close();
    runner.close();
  }

  private TestingAnswer upscale() {
    return TestingClient.upscale(port.get(), TestingForm.of(TestingPng.plain(8, 8)));
  }

  private void assertReady(int status, String word) {
    TestingAnswer ready = TestingClient.get(port.get(), "/health/ready");
    assertEquals(status, ready.status());
    assertEquals("{\"status\":\"" + word + "\"}", ready.text());
    assertEquals(200, TestingClient.get(port.get(), "/health/live").status());
    assertEquals("{\"status\":\"OK\"}", TestingClient.get(port.get(), "/health").text());
  }

  @Test
  void isReadyBetweenItsStartAndItsEnd() {
    assertReady(503, "LOADING");
    lifecycle.becomeReady();
    assertReady(200, "OK");
    lifecycle.drain();
    assertReady(503, "DRAINING");
  }

  @Test
  void takesNothingNewWhileItEnds() {
    lifecycle.becomeReady();
    assertEquals(200, upscale().status());
    lifecycle.drain();
    TestingAnswer answer = upscale();

    assertEquals(503, answer.status(), answer::toString);
    assertEquals("draining", answer.code());
    assertEquals("1", answer.header("Retry-After").orElseThrow());
    assertEquals(1, answer.detail().getInteger("retry_after"));
    assertEquals(1, runner.received().size());
    assertEquals(List.of(), answer.header("Pixelgate-Charge").stream().toList());
  }

  @Test
  void countsWhatRuns() {
    assertTrue(lifecycle.tryEnter());
    assertEquals(200, upscale().status());
    assertTrue(lifecycle.tryEnter());
    assertFalse(lifecycle.tryEnter());
    assertEquals(503, upscale().status());
    assertEquals(2, lifecycle.running());
    lifecycle.leave();
    assertEquals(200, upscale().status());
  }
}
