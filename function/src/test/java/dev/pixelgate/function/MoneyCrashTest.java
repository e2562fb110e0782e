package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingRunner.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed with attempts in every state. What the next one makes of them is known
 * exactly: reserved money is free, dispatched money is lost where its orchestrator is owed for what
 * was sent to it and free otherwise, and what was settled is settled once.
 *
 * <p>One kill has attempts in all states at once. The states are held by what is outside the
 * server: the orchestrator does not answer (dispatched), or somebody else has the database locked,
 * so that neither the next dispatch (reserved) nor an ending (answered) gets to the disk. The kill
 * comes a random moment after the lock is taken away, so that it falls into the commit of these
 * (settling) too. {@code -Dpixelgate.test.crash.rounds} makes more of them.
 *
 * <p>What was sent has an idempotency key. Whoever sends it again to the next server is told the
 * truth: the answer that was settled, or that a lost one was charged; and only what cost nothing is
 * bought anew.
 */
final class MoneyCrashTest {
  private static final int ROUNDS = Integer.getInteger("pixelgate.test.crash.rounds", 20);
  private static final long SEED = Long.getLong("pixelgate.test.seed", 6);
  private static final int TOLD_EVERY = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "pg_crash";
  private static final long CHARGE = 64 * 10_000; // 8x8 px at 1e-8 USD/px, in picodollars

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final BlockingQueue<Received> held = new LinkedBlockingQueue<>();
  private final Counts counts = new Counts();
  private int orders;

  @TempDir private Path folder;

  /** How many attempts were in which state when the server died. */
  private static final class Counts {
    private int reserved;
    private int dispatched;
    private int answered;
    private int settling;
    private int replayed;
    private int lost;
    private int boughtAnew;

    @Override
    public String toString() {
      return "reserved=%d dispatched=%d answered=%d settling=%d; again: replayed=%d lost=%d anew=%d"
          .formatted(reserved, dispatched, answered, settling, replayed, lost, boughtAnew);
    }
  }

  @Test
  void everyStateSurvivesAKill() throws Exception {
    try (TestingRunner runner = TestingRunner.start()) {
      runner.does(held::add);
      for (int round = 0; round < ROUNDS; round++) {
        kill(runner, round % 2 == 0);
        if (round == ROUNDS - 1 || round % TOLD_EVERY == TOLD_EVERY - 1) {
          System.out.println("kills=" + (round + 1) + " " + counts);
        }
      }
    }
    assertTrue(
        counts.reserved > 0
            && counts.dispatched > 0
            && counts.answered > 0
            && (counts.settling > 0 && counts.replayed > 0 || ROUNDS < 10)
            && counts.lost > 0
            && counts.boughtAnew > 0,
        counts::toString);
  }

  private static String yaml(TestingRunner runner, boolean owedOnDispatch) {
    String entry =
        runner
            .entry("r", "1e-8 USD/px")
            .replace(
                "kind: ai-runner",
                "kind: ai-runner, charged: " + (owedOnDispatch ? "on-dispatch" : "on-success"));
    return """
        role: gateway
        orchestrators: [ %s ]
        accounts: [ { name: acme, key-sha256: "%s", budget: 1 USD/month } ]
        limits: { concurrent: 100 }
        """
        .formatted(entry, TestingHash.ofKey(KEY));
  }

  private void kill(TestingRunner runner, boolean owedOnDispatch) throws Exception {
    String yaml = yaml(runner, owedOnDispatch);
    held.clear();
    runner.forget().does(held::add);
    List<TestingClient> clients = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    long before = Files.exists(database()) ? spent() : 0;
    long endedBefore = Files.exists(database()) ? count("transfer WHERE step <> 'dispatched'") : 0;
    TestingProcess server = TestingProcess.serve(folder, yaml);
    int sent = 2 + random.nextInt(4);
    int wanted = 1 + random.nextInt(sent - 1);
    int more = 1 + random.nextInt(4);
    boolean locked = true;
    try {
      for (int i = 0; i < sent; i++) {
        keys.add("Idempotency-Key: order-" + orders++);
        clients.add(order(server, keys.getLast()));
      }
      List<Received> jobs = take(sent);
      // Said once before the store is locked, so that what follows is quick.
      reservedIs(server, sent);
      boolean unlock = random.nextBoolean();
      try (Connection lock = connect();
          Statement statement = lock.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        for (int i = 0; i < more; i++) {
          clients.add(order(server));
        }
        locked = waitFor(server, sent + more);
        long files = media();
        int served = locked ? wanted : 0;
        for (Received job : jobs.subList(0, served)) {
          answer(job);
        }
        TestingClient.until(PATIENCE, this::media, now -> now == files + served);
        statement.execute("ROLLBACK");
        if (!unlock) {
          statement.execute("BEGIN IMMEDIATE");
        }
        if (unlock) {
          // Whoever waits for SQLite's lock looks again after up to 100 ms.
          LockSupport.parkNanos(random.nextLong(200_000_000));
        }
        server.kill();
      }
    } finally {
      server.kill();
      clients.forEach(TestingClient::close);
    }
    int waiting = locked ? more : 0;
    int answered = locked ? wanted : 0;
    judge(runner, yaml, owedOnDispatch, before, endedBefore, keys, waiting, answered);
  }

  private void judge(
      TestingRunner runner,
      String yaml,
      boolean owedOnDispatch,
      long before,
      long endedBefore,
      List<String> keys,
      int waiting,
      int answered)
      throws Exception {
    int sent = keys.size();
    long settled = count("transfer WHERE step = 'settled'");
    long ended = count("transfer WHERE step <> 'dispatched'") - endedBefore;
    long open = count("attempt") - count("transfer WHERE step IN ('settled','released','lost')");
    long dispatchedLate = open + ended - sent;
    counts.settling += (int) ended;
    counts.answered += (int) (answered - ended);
    counts.dispatched += (int) (sent - answered + dispatchedLate);
    counts.reserved += (int) (waiting - dispatchedLate);
    try (TestingProcess next = TestingProcess.serve(folder, yaml)) {
      // The first order of the new server waits for what the old one has left.
      TestingClient.until(PATIENCE, this::open, left -> left == 0);
      long expected = before + CHARGE * (ended + (owedOnDispatch ? open : 0));
      assertEquals(expected, spent(), counts::toString);
      assertEquals(settled, count("transfer WHERE step = 'settled'"));
      reservedIs(next, 0);
      runner.serves();
      long anew = again(next, keys, ended, owedOnDispatch);
      assertEquals(expected + CHARGE * anew, spent(), counts::toString);
      assertEquals(settled + anew, count("transfer WHERE step = 'settled'"));
      next.end();
      // Pictures are counted: after a thousand kills that would take longer than all the rest.
      forgetMedia();
    }
    assertEquals(
        0,
        count(
            "(SELECT 1 FROM transfer WHERE step IN ('settled','released','lost')"
                + " GROUP BY account, request, attempt HAVING count(*) > 1)"));
    assertEquals(0, count("budget_period WHERE held <> 0"), "held after an orderly end");
  }

  /**
   * Sends what was sent before once more, and then again.
   *
   * @param ended how many of them were settled when the server died
   * @return how many were bought anew
   */
  private long again(TestingProcess next, List<String> keys, long ended, boolean owedOnDispatch) {
    int jobs = 0;
    int replayed = 0;
    for (String key : keys) {
      TestingAnswer answer = repeated(next, key);
      boolean told = answer.header("Idempotency-Replayed").isPresent();
      assertEquals("0.000000640000 USD", answer.header("Pixelgate-Charge").orElse(""));
      if (told && answer.status() == 200) {
        replayed++;
      } else if (told) {
        assertEquals("answer-lost", answer.code(), answer::toString);
        assertTrue(owedOnDispatch, answer::toString);
        counts.lost++;
      } else {
        assertEquals(200, answer.status(), answer::toString);
        assertTrue(!owedOnDispatch, answer::toString);
        jobs++;
      }
      TestingAnswer third = repeated(next, key);
      assertEquals("true", third.header("Idempotency-Replayed").orElse(""), third::toString);
      assertEquals(answer.text(), third.text());
    }
    assertEquals(ended, replayed);
    counts.replayed += replayed;
    counts.boughtAnew += jobs;
    return jobs;
  }

  private static TestingAnswer repeated(TestingProcess server, String key) {
    try (TestingClient client = order(server, key)) {
      return client.answer();
    }
  }

  private long open() {
    try {
      return count("attempt") - count("transfer WHERE step IN ('settled','released','lost')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestingClient order(TestingProcess server, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add("Authorization: Bearer " + KEY);
    headers.add("Cache-Control: no-store");
    return TestingClient.to(server.port())
        .upscale(TestingForm.of(TestingPng.plain(8, 8)), headers.toArray(String[]::new));
  }

  private List<Received> take(int count) throws InterruptedException {
    List<Received> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Received job = held.poll(20, TimeUnit.SECONDS);
      if (job == null) {
        throw new AssertionError("only " + i + " of " + count + " jobs came");
      }
      jobs.add(job);
    }
    return jobs;
  }

  private static void answer(Received job) {
    job.request()
        .response()
        .putHeader("Content-Type", "application/json")
        .end(TestingRunner.success(TestingPng.plain(32, 32), 7));
  }

  /**
   * Waits until so many attempts hold money; false when the server has refused one, because a busy
   * machine let it wait longer for the lock than it does (5 s).
   */
  private static boolean waitFor(TestingProcess server, int attempts) {
    return isReserved(
        TestingClient.until(
            PATIENCE,
            () -> TestingClient.get(server.port(), "/metrics").text(),
            text ->
                isReserved(text, attempts)
                    || text.contains("pixelgate_refusals_total{code=\"store-unavailable\"}")),
        attempts);
  }

  private static void reservedIs(TestingProcess server, int attempts) {
    TestingClient.until(
        PATIENCE,
        () -> TestingClient.get(server.port(), "/metrics").text(),
        text -> isReserved(text, attempts));
  }

  /** As {@code pixelgate_reserved_usd} says it, to the picodollar. */
  private static boolean isReserved(String metrics, int attempts) {
    double usd = attempts * CHARGE / 1e12;
    return metrics
        .lines()
        .filter(line -> line.startsWith("pixelgate_reserved_usd"))
        .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .anyMatch(value -> Math.abs(value - usd) < CHARGE / 2e12);
  }

  private long media() {
    Path media = folder.resolve("pixelgate-data").resolve("media");
    if (!Files.exists(media)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(media)) {
      return files.filter(file -> file.toString().endsWith(".png")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void forgetMedia() throws IOException {
    Path media = folder.resolve("pixelgate-data").resolve("media");
    if (Files.exists(media)) {
      try (Stream<Path> files = Files.walk(media)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Path database() {
    return folder.resolve("pixelgate-data").resolve("pixelgate.db");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database());
  }

  private long spent() throws SQLException {
    return number("SELECT coalesce(sum(spent), 0) FROM budget_period");
  }

  private long count(String rows) throws SQLException {
    return number("SELECT count(*) FROM " + rows);
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
