package dev.pixelgate.function;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingRunner.Received;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.NewKey;
import dev.pixelgate.function.store.SqliteDatabase;
import dev.pixelgate.function.store.TestingKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway without a background: what it has to know it asks beside requests. */
class OnDemandTest {
  private static final String ON_DEMAND = "background: false\n";
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(16, 8));

  @TempDir private Path folder;

  private final BlockingQueue<Received> questions = new LinkedBlockingQueue<>();
  private final TestingRunner runner = TestingRunner.start().isAsked(questions::add);

  @AfterEach
  void stop() {
    runner.close();
  }

  private TestingServer gateway(String yaml) {
    return TestingServer.gateway(folder, ON_DEMAND + yaml, runner.entry("r", "1.0e-8 USD/px"));
  }

  private Received question() throws InterruptedException {
    Received one = questions.poll(20, TimeUnit.SECONDS);
    if (one == null) {
      throw new AssertionError("nothing was asked within 20 s");
    }
    return one;
  }

  private static void answer(Received question) {
    question.request().response().setStatusCode(404).end();
  }

  private void answersAtOnce() {
    runner.isAsked(
        one -> {
          questions.add(one);
          answer(one);
        });
  }

  @Test
  void isReadyAndAsksNobodyBeforeTheFirstRequest() throws Exception {
    answersAtOnce();
    try (TestingServer gateway = gateway("")) {
      TestingClient.until(
          Duration.ofSeconds(20),
          () -> TestingClient.get(gateway.port(), "/health/ready").status(),
          status -> status == 200);
      assertEquals(0, questions.size());

      assertEquals(200, TestingClient.upscale(gateway.port(), FORM).status());
      assertEquals("/health", question().request().path());
    }
  }

  @Test
  void sellsBesideTheQuestionAndAnswersAfterIt() throws Exception {
    try (TestingServer gateway = gateway("discovery: { timeout: 60 s }")) {
      AtomicBoolean told = new AtomicBoolean();
      CompletableFuture<Boolean> answeredAfterIt =
          CompletableFuture.supplyAsync(() -> TestingClient.upscale(gateway.port(), FORM))
              .thenApply(sold -> sold.status() == 200 && told.get());
      runner.next();
      Received health = question();
      assertFalse(answeredAfterIt.isDone());

      answersAtOnce();
      told.set(true);
      answer(health);
      assertTrue(answeredAfterIt.get(20, TimeUnit.SECONDS));
    }
  }

  /** An instance may live for less than the hour after which a timer would do it. */
  @Test
  void whatIsOldInTheStoreIsGoneWhenTheFirstAnswerIs() {
    answersAtOnce();
    Vertx vertx = Vertx.vertx();
    Database store = new SqliteDatabase(vertx, folder.resolve("pixelgate-data"));
    try {
      join(
          store.transaction(
              session ->
                  session.change(
                      "INSERT INTO decision (id, account, at, writer, file, page, content)"
                          + " VALUES ('r_old', 'acme', 0, 'w', 1, 1, zeroblob(1))")));
      try (TestingServer gateway = gateway("")) {
        assertEquals(200, TestingClient.upscale(gateway.port(), FORM).status());
        long old =
            join(
                store.read(
                    session ->
                        session
                            .rows("SELECT COUNT(*) FROM decision WHERE id = 'r_old'")
                            .map(rows -> rows.getFirst().number(0))));
        assertEquals(0, old);
      }
    } finally {
      join(store.close());
      join(vertx.close());
    }
  }

  @Test
  void waitsForTheQuestionNoLongerThanItsTime() {
    try (TestingServer gateway = gateway("discovery: { timeout: 300 ms }")) {
      assertEquals(200, TestingClient.upscale(gateway.port(), FORM).status());
    }
  }

  @Test
  void asksNobodyAgainWhoseTimeHasNotCome() throws Exception {
    answersAtOnce();
    try (TestingServer gateway = gateway("")) {
      assertEquals(200, TestingClient.upscale(gateway.port(), FORM).status());
      int asked = questions.size();
      assertTrue(asked > 0);
      assertEquals(200, TestingClient.upscale(gateway.port(), FORM).status());
      assertEquals(200, TestingClient.get(gateway.port(), "/v1/prices").status());
      assertEquals(asked, questions.size());
    }
  }

  @Test
  void priceListAndQuotesAskToo() throws Exception {
    answersAtOnce();
    try (TestingServer gateway = gateway("")) {
      assertEquals(200, TestingClient.get(gateway.port(), "/v1/prices").status());
      assertEquals("/health", question().request().path());
    }
    questions.clear();
    try (TestingServer gateway = gateway("");
        TestingClient client = TestingClient.to(gateway.port())) {
      JsonObject job =
          new JsonObject()
              .put("pipeline", "upscale")
              .put("model_id", TestingServer.MODEL)
              .put("width", 16)
              .put("height", 8);
      byte[] body = job.encode().getBytes(StandardCharsets.UTF_8);
      client.send("POST", "/v1/quotes", body, "Content-Type: application/json");
      TestingAnswer quote = client.answer();
      assertEquals(200, quote.status(), quote::toString);
      assertEquals("/health", question().request().path());
    }
  }

  @Test
  void asksInFrontOfARequestThatFindsNobody() {
    answersAtOnce();
    try (TestingServer seller =
            TestingServer.gateway(folder.resolve("seller"), "", runner.entry("r", "1e-8 USD/px"));
        TestingServer gateway =
            TestingServer.gateway(
                folder.resolve("gateway"),
                ON_DEMAND,
                "{ name: other, url: \"%s\", kind: pixelgate }".formatted(seller.url()))) {
      TestingAnswer sold = TestingClient.upscale(gateway.port(), FORM);
      assertEquals(200, sold.status(), sold::toString);
    }
  }

  @Test
  void asksForARateInFrontOfARequestThatNeedsIt() {
    answersAtOnce();
    TestingRunner site =
        TestingRunner.start().isAsked(one -> one.request().response().end("{\"usd\":3000}"));
    String rates =
        "rates: { ETH/USD: { url: \"%s/rate\", pointer: /usd } }\n".formatted(site.url());
    String entry = runner.entry("wei", "10000000/3 wei/px");
    try (TestingServer gateway = TestingServer.gateway(folder, ON_DEMAND + rates, entry)) {
      TestingAnswer sold = TestingClient.upscale(gateway.port(), FORM);
      assertEquals(200, sold.status(), sold::toString);
      assertEquals("0.000001280000 USD", sold.header("Pixelgate-Charge").orElseThrow());
    } finally {
      site.close();
    }
  }

  /** 300 kB: the body is on its way, and spooled, while the store is looked at. */
  @Test
  void knowsNewAndRevokedKeysAtOnce() {
    answersAtOnce();
    TestingForm large = TestingForm.of(TestingPng.noise(320, 320, 1));
    try (TestingServer gateway = gateway("auth: keys");
        TestingKeys keys =
            TestingKeys.open(folder.resolve("pixelgate-data"), InstantSource.system())) {
      NewKey key = keys.create("acme", false);
      String shown = "Authorization: Bearer " + key.key();
      TestingAnswer sold = TestingClient.upscale(gateway.port(), large, shown);
      assertEquals(200, sold.status(), sold::toString);

      keys.revoke(key.id());
      assertEquals(401, TestingClient.upscale(gateway.port(), large, shown).status());
      assertEquals(401, TestingClient.upscale(gateway.port(), large).status());
    }
  }
}
