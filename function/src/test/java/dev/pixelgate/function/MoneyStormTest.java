package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingRunner.Received;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at once on a budget that is worth few of them. */
final class MoneyStormTest {
  static final int REQUESTS = 1_000;
  static final int WORTH = 50;
  static final String KEY = "pg_storm";
  static final long SEED = Long.getLong("pixelgate.test.seed", 6);

  @TempDir private Path folder;

  /** 8x8 px at 1e-8 USD/px are 6.4e-7 USD. */
  static String account(String budget) {
    return """
        accounts: [ { name: acme, key-sha256: "%s", budget: %s } ]
        limits: { concurrent: 2000 }
        """
        .formatted(TestingHash.ofKey(KEY), budget);
  }

  /** An orchestrator that answers nobody before all the others were refused. */
  static final class Holding {
    private final Queue<Received> held = new ConcurrentLinkedQueue<>();
    private boolean open;

    synchronized void came(Received job) {
      if (open) {
        answer(job);
      } else {
        held.add(job);
      }
    }

    synchronized void open() {
      open = true;
      held.forEach(Holding::answer);
      held.clear();
    }

    private static void answer(Received job) {
      job.request()
          .response()
          .putHeader("Content-Type", "application/json")
          .end(TestingRunner.success(TestingPng.plain(32, 32), 7));
    }
  }

  /** Sends them all from one barrier; what was answered, each in turn. */
  static List<TestingAnswer> storm(IntUnaryOperator portOf, Holding runner, String... headers)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Authorization: Bearer " + KEY);
    all.add("Cache-Control: no-store");
    CountDownLatch connected = new CountDownLatch(REQUESTS);
    CountDownLatch refused = new CountDownLatch(REQUESTS - WORTH);
    List<Future<TestingAnswer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REQUESTS; i++) {
        int port = portOf.applyAsInt(i);
        answers.add(
            threads.submit(
                () -> {
                  try (TestingClient client = TestingClient.to(port)) {
                    connected.countDown();
                    connected.await();
                    TestingAnswer answer =
                        client
                            .upscale(
                                TestingForm.of(TestingPng.plain(8, 8)), all.toArray(String[]::new))
                            .answer();
                    if (answer.status() != 200) {
                      refused.countDown();
                    }
                    return answer;
                  }
                }));
      }
      refused.await();
      runner.open();
      List<TestingAnswer> ended = new ArrayList<>();
      for (Future<TestingAnswer> answer : answers) {
        ended.add(answer.get());
      }
      return ended;
    }
  }

  static void exactly50(List<TestingAnswer> answers) {
    long served = answers.stream().filter(answer -> answer.status() == 200).count();
    List<TestingAnswer> refused =
        answers.stream().filter(answer -> answer.status() != 200).toList();
    assertEquals(WORTH, served, () -> "beside " + said(refused));
    for (TestingAnswer answer : refused) {
      assertEquals(402, answer.status(), answer::toString);
      assertEquals("over-budget", answer.code(), answer::toString);
      JsonObject detail = answer.detail();
      // Once it is seen empty, nobody looks at the picture any more.
      assertTrue(
          Set.of("0.000000640000 USD", "0.000000000001 USD").contains(detail.getString("needed")),
          answer::toString);
      assertTrue(detail.containsKey("resets"), answer::toString);
    }
  }

  /** How many were refused in which words; the first 20 of them. */
  private static Map<String, Long> said(List<TestingAnswer> refused) {
    return refused.stream()
        .map(answer -> answer.status() + " " + answer.text())
        .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .limit(20)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void aBudgetWorth50Serves50Of1000() throws Exception {
    Holding holding = new Holding();
    try (TestingRunner runner = TestingRunner.start().does(holding::came);
        TestingServer server =
            TestingServer.gateway(
                folder, account("0.000032 USD/month"), runner.entry("r", "1e-8 USD/px"))) {
      exactly50(storm(i -> server.port(), holding));
      assertEquals(WORTH, runner.received().size());
    }
    assertEquals(32_000_000, number("SELECT spent FROM budget_period"));
    assertEquals(0, number("SELECT held FROM budget_period"));
  }

  /** Cut anywhere: in the head, in a part's head, in the picture, or when all of it was sent. */
  @Test
  void abortedUploadsLeaveNothingReserved() throws Exception {
    int uploads = Integer.getInteger("pixelgate.test.aborted.uploads", 1_000);
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] form = TestingForm.of(TestingPng.plain(64, 64)).body();
    byte[] head =
        ("POST /upscale HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer %s\r\n"
                + "Cache-Control: no-store\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n")
            .formatted(KEY, TestingForm.contentType(), form.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + form.length);
    System.arraycopy(form, 0, request, head.length, form.length);
    try (TestingRunner runner = TestingRunner.start();
        TestingServer server =
            TestingServer.gateway(
                folder, account("1000 USD/month"), runner.entry("r", "1e-8 USD/px"))) {
      for (int i = 0; i < uploads; i++) {
        if (i % 1_000 == 999) {
          // Neither open connections nor what came piles up, however much faster a client is.
          nothingRuns(server);
          runner.forget();
          System.out.println("uploads=" + (i + 1));
        }
        int sent = random.nextInt(10) == 0 ? request.length : random.nextInt(request.length);
        try (TestingClient client = TestingClient.to(server.port())) {
          client.write(Arrays.copyOf(request, sent));
        }
      }
      nothingRuns(server);
      assertEquals(
          200,
          TestingClient.upscale(
                  server.port(),
                  TestingForm.of(TestingPng.plain(8, 8)),
                  "Authorization: Bearer " + KEY)
              .status());
    }
    assertEquals(0, number("SELECT held FROM budget_period"));
    assertEquals(
        0,
        number(
            "SELECT count(*) FROM attempt a WHERE NOT EXISTS (SELECT 1 FROM transfer t WHERE"
                + " t.request = a.request AND t.step IN ('settled', 'released', 'lost'))"));
    assertEquals(
        number("SELECT spent FROM budget_period"),
        number("SELECT sum(amount) FROM transfer WHERE step IN ('settled', 'lost')"));
  }

  private static void nothingRuns(TestingServer server) {
    TestingClient.until(
        Duration.ofSeconds(60),
        () -> TestingClient.get(server.port(), "/metrics").text(),
        text ->
            text.contains("pixelgate_reserved_usd 0.0")
                && text.contains("pixelgate_requests_running 0.0"));
  }

  /** One in three fails, and is owed: it is tried elsewhere within what the client allows. */
  @Test
  void noRequestSpendsMoreThanItsEnvelope() throws Exception {
    try (TestingRunner cheap = TestingRunner.start();
        TestingRunner dear = TestingRunner.start();
        TestingServer server =
            TestingServer.gateway(
                folder,
                account("0.000200 USD/month") + "attempts: { max: 5 }\n",
                onDispatch(cheap.entry("cheap", "1e-8 USD/px")),
                onDispatch(cheap.entry("again", "1.1e-8 USD/px")),
                onDispatch(dear.entry("dear", "2e-8 USD/px")))) {
      cheap.does(failing(SEED));
      dear.does(failing(SEED + 1));
      List<TestingAnswer> answers =
          burst(400, i -> server.port(), i -> List.of("Pixelgate-Max-Charge: 0.0000018 USD"));
      assertTrue(answers.stream().anyMatch(answer -> answer.status() == 200));
      assertTrue(answers.stream().anyMatch(answer -> answer.status() == 402));
    }
    assertEquals(
        0,
        number(
            "SELECT count(*) FROM (SELECT t.request FROM transfer t"
                + " WHERE t.step IN ('settled', 'lost')"
                + " GROUP BY t.account, t.request HAVING sum(t.amount) > 1800000)"));
    assertTrue(
        number(
                "SELECT count(*) FROM (SELECT request FROM transfer WHERE step = 'settled'"
                    + " GROUP BY request HAVING count(*) > 1)")
            > 0,
        "no request had two owed attempts");
    assertTrue(number("SELECT spent FROM budget_period") <= 200_000_000);
    assertEquals(
        number("SELECT spent FROM budget_period"),
        number("SELECT sum(amount) FROM transfer WHERE step IN ('settled', 'lost')"));
    assertEquals(0, number("SELECT held FROM budget_period"));
  }

  static String onDispatch(String entry) {
    return entry.replace("kind: ai-runner", "kind: ai-runner, charged: on-dispatch");
  }

  /** Answers 30 % of all jobs with an error. */
  static Handler<Received> failing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return job -> {
      if (random.nextInt(10) < 3) {
        job.request().response().setStatusCode(500).end("{\"detail\":{\"msg\":\"broken\"}}");
      } else {
        Holding.answer(job);
      }
    };
  }

  /** So many requests, 16 at a time; the answers in their order. */
  static List<TestingAnswer> burst(
      int requests, IntUnaryOperator portOf, IntFunction<List<String>> headersOf) throws Exception {
    List<Future<TestingAnswer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < requests; i++) {
        List<String> headers = new ArrayList<>(headersOf.apply(i));
        headers.add("Authorization: Bearer " + KEY);
        headers.add("Cache-Control: no-store");
        int port = portOf.applyAsInt(i);
        answers.add(
            threads.submit(
                () ->
                    TestingClient.upscale(
                        port,
                        TestingForm.of(TestingPng.plain(8, 8)),
                        headers.toArray(String[]::new))));
      }
      List<TestingAnswer> ended = new ArrayList<>();
      for (Future<TestingAnswer> answer : answers) {
        ended.add(answer.get());
      }
      return ended;
    }
  }

  private long number(String sql) throws Exception {
    Path file = folder.resolve("pixelgate-data").resolve("pixelgate.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
