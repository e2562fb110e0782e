package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.ledger.Audit;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.receipt.MissingReceipts;
import dev.pixelgate.function.receipt.ReceiptAudit;
import dev.pixelgate.function.receipt.ReceiptBook;
import dev.pixelgate.function.s3.TestingS3;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes over one PostgreSQL and one bucket behind a load balancer, of which one or both are
 * killed again and again while clients send orders. What was answered is then asked of the instance
 * that did not do it; and whatever was killed, no key was charged twice.
 *
 * <p>Each order has a key and a number of pixels of its own, by which the ledger's rows are told
 * apart. A client that loses its answer sends the order again under its key, as real ones do.
 * {@code -Dpixelgate.test.fleet.kills} makes more of them.
 */
final class KilledFleetTest {
  private static final int KILLS = Integer.getInteger("pixelgate.test.fleet.kills", 6);
  private static final long SEED = Long.getLong("pixelgate.test.seed", 8);
  private static final int CLIENTS = 4;
  private static final int STARTS = 5;
  private static final int ORDERS_BETWEEN_KILLS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration KEPT = Duration.ofDays(400);
  private static final String CHARGED_WITHOUT_RECEIPT =
      """
      SELECT t.request FROM transfer t WHERE t.step IN ('settled', 'lost') AND t.amount > 0
        AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = t.request)""";

  private static final String AUTH = "Authorization: Bearer pg_fleet";

  /** What clients were told in the end. */
  private final Map<Integer, TestingAnswer> answered = new ConcurrentHashMap<>();

  private final AtomicInteger orders = new AtomicInteger();
  private final AtomicInteger again = new AtomicInteger();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final String url = TestingPostgres.shared().newDatabase();
  private final String bucket = TestingS3.shared().newBucket();
  private final TestingProcess[] fleet = new TestingProcess[2];
  private final TestingBalancer balancer = new TestingBalancer(fleet.length);
  private final HttpClient browser = HttpClient.newHttpClient();
  private volatile boolean over;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    for (TestingProcess one : fleet) {
      if (one != null) {
        one.close();
      }
    }
    balancer.close();
    browser.close();
  }

  private void start(int instance, String yaml) throws Exception {
    Path own = Files.createDirectories(folder.resolve("gateway" + instance));
    fleet[instance] = started(own, yaml);
    balancer.set(instance, fleet[instance].port());
  }

  /** As a platform does: one that does not reach the store in time ends, and is started again. */
  private static TestingProcess started(Path own, String yaml) throws Exception {
    for (int left = STARTS; ; left--) {
      try {
        return TestingProcess.serve(own, yaml);
      } catch (IOException ended) {
        if (left == 1) {
          throw ended;
        }
      }
    }
  }

  /** The second one is owed for what was sent to it, whatever becomes of that. */
  private String yaml(TestingRunner free, TestingRunner owed) {
    return """
        role: gateway
        orchestrators: [ %s, %s ]
        store: { url: "%s" }
        media: { url: "%s", access-key: "%s", secret-key: "%s" }
        cache: { scope: off }
        accounts: [ { name: acme, key-sha256: "%s", budget: 1 USD/month } ]
        """
        .formatted(
            free.entry("free", "1e-8 USD/px"),
            MoneyStormTest.onDispatch(owed.entry("owed", "1e-8 USD/px")),
            url,
            bucket,
            TestingS3.ACCESS_KEY,
            TestingS3.SECRET_KEY,
            TestingHash.ofKey("pg_fleet"));
  }

  @Test
  void whatOneAnsweredTheOtherOneTellsWhicheverIsKilled() throws Exception {
    try (TestingRunner free = TestingRunner.start().does(KilledFleetTest::serveSoon);
        TestingRunner owed = TestingRunner.start().does(KilledFleetTest::serveSoon)) {
      String yaml = yaml(free, owed);
      for (int i = 0; i < fleet.length; i++) {
        start(i, yaml);
      }
      killWhileClientsSend(yaml);
      int told = assertEverybodyTellsEverything();
      for (TestingProcess one : fleet) {
        assertEquals(0, one.end());
      }
      assertBooksAreRight();
      System.out.printf(
          "kills=%d orders=%d sent again=%d told by the other one=%d jobs=%d%n",
          KILLS, orders.get(), again.get(), told, free.received().size() + owed.received().size());
    }
  }

  private static void serveSoon(TestingRunner.Received one) {
    long millis = 1 + one.body().length % 40;
    Vertx.currentContext().owner().setTimer(millis, fired -> TestingRunner.serve(one));
  }

  private void killWhileClientsSend(String yaml) throws Exception {
    List<java.util.concurrent.Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(this::send));
      }
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          kill(kill, yaml, clients);
        }
        waitForMore(clients);
      } finally {
        over = true;
      }
      for (java.util.concurrent.Future<?> client : clients) {
        client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private void kill(int number, String yaml, List<java.util.concurrent.Future<?>> clients)
      throws Exception {
    waitForMore(clients);
    LockSupport.parkNanos(random.nextLong(100_000_000));
    int victim = random.nextInt(fleet.length);
    fleet[victim].kill();
    // Each third time nobody is left for a while.
    if (number % 3 == 2) {
      fleet[1 - victim].kill();
      start(1 - victim, yaml);
    }
    start(victim, yaml);
  }

  /** Until both have answered some more orders. */
  private void waitForMore(List<java.util.concurrent.Future<?>> clients) {
    int before = answered.size();
    TestingClient.until(
        PATIENCE,
        () -> {
          LockSupport.parkNanos(1_000_000);
          boolean failed = clients.stream().anyMatch(one -> one.state() == State.FAILED);
          return failed ? Integer.MAX_VALUE : answered.size();
        },
        now -> now >= before + ORDERS_BETWEEN_KILLS);
  }

  /** One client: one order after the other, until it is over. */
  private void send() {
    while (!over) {
      int order = orders.getAndIncrement();
      answered.put(order, answerTo(order));
      // The machine has others to serve, the instance that starts first of all.
      LockSupport.parkNanos(20_000_000);
    }
  }

  private TestingAnswer answerTo(int order) {
    List<String> headers = new ArrayList<>(List.of(AUTH, key(order), "Pixelgate-Policy: weighted"));
    if (order % 4 == 0) {
      headers.add("Pixelgate-Quote: " + quote(order));
    }
    boolean[] repeated = {false};
    return TestingClient.until(
        PATIENCE,
        () -> {
          again.addAndGet(repeated[0] ? 1 : 0);
          repeated[0] = true;
          return post("/upscale", TestingForm.contentType(), picture(order).body(), headers);
        },
        KilledFleetTest::isAnswer);
  }

  private String quote(int order) {
    String body = "{\"pipeline\":\"upscale\",\"width\":8,\"height\":%d}".formatted(height(order));
    return TestingClient.until(
            PATIENCE,
            () ->
                post(
                    "/v1/quotes",
                    "application/json",
                    body.getBytes(StandardCharsets.UTF_8),
                    List.of(AUTH)),
            answer -> answer.status() == 200)
        .json()
        .getString("quote");
  }

  private TestingAnswer post(String path, String type, byte[] body, List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Type: " + type);
    try (TestingClient client = TestingClient.to(balancer.port()).patient(PATIENCE)) {
      return client.send("POST", path, body, all.toArray(String[]::new)).answer();
    }
  }

  /** Not that of a balancer whose instance died, nor of an instance that asks to come again. */
  private static boolean isAnswer(TestingAnswer answer) {
    boolean comeAgain = answer.status() == 503 || answer.header(TestingBalancer.LOST).isPresent();
    if (comeAgain) {
      LockSupport.parkNanos(20_000_000);
    }
    return !comeAgain;
  }

  private static String key(int order) {
    return "Idempotency-Key: order-" + order;
  }

  private static int height(int order) {
    return 8 + order;
  }

  private static long pixels(int order) {
    return 8L * height(order);
  }

  private static TestingForm picture(int order) {
    return TestingForm.of(TestingPng.plain(8, height(order)));
  }

  /** How many orders were served, and were told of by the instance that did not serve them. */
  private int assertEverybodyTellsEverything() {
    Map<String, String> requests = requests();
    int told = 0;
    for (Map.Entry<Integer, TestingAnswer> one : new TreeMap<>(answered).entrySet()) {
      TestingAnswer answer = one.getValue();
      if (answer.status() == 200) {
        assertIsTold(one.getKey(), answer, requests.get("order-" + one.getKey()));
        told++;
      } else {
        // An attempt that was under way, and that its orchestrator is owed for.
        assertEquals("answer-lost", answer.code(), answer::toString);
      }
    }
    assertTrue(told > KILLS * ORDERS_BETWEEN_KILLS / 2, "only " + told + " were served");
    return told;
  }

  private void assertIsTold(int order, TestingAnswer answer, String id) {
    int other = 1 - Integer.parseInt(answer.header(TestingBalancer.INSTANCE).orElseThrow());
    int port = balancer.portOf(other);
    TestingAnswer repeated =
        TestingClient.upscale(port, picture(order), AUTH, key(order), "Pixelgate-Policy: weighted");
    assertEquals("true", repeated.header("Idempotency-Replayed").orElse(""), repeated::toString);
    assertEquals(answer.text(), repeated.text());
    for (int instance = 0; instance < fleet.length; instance++) {
      int there = balancer.portOf(instance);
      JsonObject receipt = told(there, "/v1/receipts/" + id).json();
      assertEquals(pixels(order), receipt.getLong("pixels"), receipt::encode);
      assertEquals(
          answer.header("Pixelgate-Charge").orElseThrow(),
          receipt.getString("charge"),
          receipt::encode);
    }
    TestingAnswer decision = told(port, "/v1/decisions/" + id);
    assertEquals("sold", decision.json().getString("outcome"), decision::toString);
    assertEquals(pixels(order), decision.json().getJsonObject("job").getLong("pixels"));
    assertEquals(decision.text(), told(balancer.portOf(1 - other), "/v1/decisions/" + id).text());
    assertIsShown(order, URI.create(answer.image().getString("url")).getPath(), other);
  }

  /** Each tenth is then deleted, and gone for both. */
  private void assertIsShown(int order, String picture, int other) {
    TestingAnswer there = TestingClient.get(balancer.portOf(other), picture);
    assertEquals(302, there.status(), there::toString);
    byte[] png = fetched(URI.create(there.header("Location").orElseThrow()));
    int header = 16;
    assertEquals(32, ByteBuffer.wrap(png).getInt(header));
    assertEquals(4 * height(order), ByteBuffer.wrap(png).getInt(header + 4));
    if (order % 10 == 0) {
      TestingAnswer deleted = TestingClient.once(balancer.portOf(other), "DELETE", picture, AUTH);
      assertEquals(204, deleted.status(), deleted::toString);
      for (int instance = 0; instance < fleet.length; instance++) {
        assertEquals(404, TestingClient.get(balancer.portOf(instance), picture).status());
      }
    }
  }

  private byte[] fetched(URI url) {
    try {
      HttpResponse<byte[]> answer =
          browser.send(
              HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(200, answer.statusCode());
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestingAnswer told(int port, String path) {
    TestingAnswer answer = TestingClient.get(port, path, AUTH);
    assertEquals(200, answer.status(), answer::toString);
    return answer;
  }

  /** By key, the request that bought: a repetition has an id of its own. */
  private Map<String, String> requests() {
    return rows("SELECT key, request FROM idempotency").stream()
        .collect(Collectors.toMap(row -> row.text(0), row -> row.text(1)));
  }

  private void assertBooksAreRight() {
    assertEquals(
        List.of(),
        rows(
                """
                SELECT a.pixels FROM attempt a JOIN transfer t ON t.account = a.account
                  AND t.request = a.request AND t.attempt = a.attempt
                WHERE t.step IN ('settled', 'lost') AND t.amount > 0
                GROUP BY a.pixels HAVING COUNT(*) > 1""")
            .stream()
            .map(row -> row.number(0))
            .toList(),
        "orders that were charged twice");
    assertEquals(0, rows("SELECT account FROM budget_period WHERE held <> 0").size());
    assertEquals(List.of(), findings(Instant.now()));
    // By then the receipts are due of those whose server was killed before it could write them.
    Instant later = Instant.now().plus(Duration.ofHours(2));
    long made = receiptsMade(later);
    assertEquals(List.of(), findings(later));
    assertEquals(0, rows(CHARGED_WITHOUT_RECEIPT).size(), () -> made + " receipts were made");
  }

  private List<String> findings(Instant now) {
    List<String> all = new ArrayList<>();
    store((vertx, database) -> new Audit(database).run())
        .forEach(one -> all.addAll(one.findings()));
    store((vertx, database) -> new ReceiptAudit(database, now, KEPT).run())
        .forEach(one -> all.addAll(one.findings()));
    return all;
  }

  /** As a server of that time does. */
  private long receiptsMade(Instant now) {
    return store(
        (vertx, database) ->
            Ledger.start(vertx, database, account -> Optional.empty(), () -> now)
                .compose(
                    ledger ->
                        new MissingReceipts(
                                database,
                                new ReceiptBook(database, ledger::instance),
                                ledger.journal(),
                                () -> now,
                                KEPT)
                            .make()
                            .eventually(ledger::close)));
  }

  private List<Row> rows(String sql) {
    return store((vertx, database) -> database.read(session -> session.rows(sql)));
  }

  private <T> T store(BiFunction<Vertx, Database, Future<T>> work) {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = Databases.open(vertx, StoreUrl.parse(url), folder);
      return Blocking.join(work.apply(vertx, database).eventually(database::close));
    } finally {
      Blocking.join(vertx.close());
    }
  }
}
