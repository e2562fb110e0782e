package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.MoneyStormTest.Holding;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes over one PostgreSQL and one budget. */
final class MoneyFleetTest {
  private static final int INSTANCES = 3;
  private static final int REQUESTS = 300;

  @TempDir private Path folder;
  private final String url = TestingPostgres.shared().newDatabase();
  private final List<TestingProcess> fleet = new ArrayList<>();

  private void start(String budget, String... orchestrators) throws Exception {
    String yaml =
        "role: gateway\norchestrators: [ %s ]\nstore: { url: \"%s\" }\nattempts: { max: 5 }\n%s"
            .formatted(String.join(", ", orchestrators), url, MoneyStormTest.account(budget));
    for (int i = 0; i < INSTANCES; i++) {
      fleet.add(TestingProcess.serve(Files.createDirectory(folder.resolve("gateway" + i)), yaml));
    }
    // Each has a connection after this: opening the first one in a storm may take it too long.
    for (TestingProcess one : fleet) {
      String key = "Authorization: Bearer " + MoneyStormTest.KEY;
      assertEquals(200, TestingClient.get(one.port(), "/v1/account", key).status());
    }
  }

  /** In order, so that what is held is given back. */
  private void end() throws InterruptedException {
    for (TestingProcess one : fleet) {
      one.end();
    }
  }

  @AfterEach
  void stop() {
    fleet.forEach(TestingProcess::close);
  }

  @Test
  void aBudgetWorth50Serves50Of1000OverThreeProcesses() throws Exception {
    Holding holding = new Holding();
    try (TestingRunner runner = TestingRunner.start().does(holding::came)) {
      start("0.000032 USD/month", runner.entry("r", "1e-8 USD/px"));
      MoneyStormTest.exactly50(MoneyStormTest.storm(i -> fleet.get(i % INSTANCES).port(), holding));
      assertEquals(MoneyStormTest.WORTH, runner.received().size());
      end();
    }
    assertEquals(32_000_000, number("SELECT spent FROM budget_period"));
    assertEquals(0, number("SELECT held FROM budget_period"));
    assertEquals(
        MoneyStormTest.WORTH, number("SELECT count(*) FROM transfer WHERE step = 'settled'"));
  }

  /**
   * Three in ten attempts fail and are owed: they are tried elsewhere within 1.8 USD-millionths a
   * request. Each request is sent once more under its key, to another process than the first time.
   */
  @Test
  void failuresAndRetriesSpendNoMoreThanEnvelopesAndBudget() throws Exception {
    try (TestingRunner cheap = TestingRunner.start().does(MoneyStormTest.failing(1));
        TestingRunner dear = TestingRunner.start().does(MoneyStormTest.failing(2))) {
      start(
          "0.000200 USD/month",
          MoneyStormTest.onDispatch(cheap.entry("cheap", "1e-8 USD/px")),
          MoneyStormTest.onDispatch(cheap.entry("again", "1.1e-8 USD/px")),
          MoneyStormTest.onDispatch(dear.entry("dear", "2e-8 USD/px")));
      List<TestingAnswer> first = send(0);
      List<TestingAnswer> again = send(1);
      for (int i = 0; i < REQUESTS; i++) {
        assertAnsweredOnce(first.get(i), again.get(i));
      }
      assertEquals(
          sent(first) + sent(again), number("SELECT count(DISTINCT request) FROM attempt"));
      assertTrue(first.stream().anyMatch(answer -> answer.status() == 200));
      assertTrue(first.stream().anyMatch(answer -> answer.status() == 402));
      end();
    }
    assertNothingOverspent();
  }

  /** Each request under a key of its own, to the processes in turn. */
  private List<TestingAnswer> send(int turn) throws Exception {
    return MoneyStormTest.burst(
        REQUESTS,
        i -> fleet.get((i + turn) % INSTANCES).port(),
        i -> List.of("Idempotency-Key: order-" + i, "Pixelgate-Max-Charge: 0.0000018 USD"));
  }

  private static boolean wasSent(TestingAnswer answer) {
    return !answer.header("Pixelgate-Attempts").orElse("0").equals("0");
  }

  /** How many of them bought something, and were not told of what another one had bought. */
  private static long sent(List<TestingAnswer> answers) {
    return answers.stream()
        .filter(answer -> wasSent(answer) && answer.header("Idempotency-Replayed").isEmpty())
        .count();
  }

  private static void assertAnsweredOnce(TestingAnswer first, TestingAnswer again) {
    if (wasSent(first)) {
      assertEquals(Optional.of("true"), again.header("Idempotency-Replayed"), again::toString);
      assertEquals(first.status(), again.status(), again::toString);
      assertEquals(first.header("Pixelgate-Charge"), again.header("Pixelgate-Charge"));
    } else {
      assertEquals(402, first.status(), first::toString);
    }
  }

  private void assertNothingOverspent() {
    assertEquals(
        0,
        number(
            "SELECT count(*) FROM (SELECT request FROM transfer WHERE step IN ('settled', 'lost')"
                + " GROUP BY account, request HAVING sum(amount) > 1800000) dear"));
    assertTrue(
        number(
                "SELECT count(*) FROM (SELECT request FROM transfer WHERE step = 'settled'"
                    + " GROUP BY account, request HAVING count(*) > 1) twice")
            > 0,
        "no request had two owed attempts");
    assertEquals(0, number("SELECT count(*) FROM admission WHERE spent + held > most"));
    assertEquals(INSTANCES, number("SELECT count(DISTINCT instance) FROM attempt"));
    long spent = number("SELECT spent FROM budget_period");
    assertTrue(spent <= 200_000_000, () -> "spent " + spent);
    assertEquals(
        spent, number("SELECT sum(amount)::bigint FROM transfer WHERE step IN ('settled','lost')"));
    assertEquals(0, number("SELECT held FROM budget_period"));
  }

  private long number(String sql) {
    Vertx vertx = Vertx.vertx();
    try {
      return Blocking.join(
          PgConnection.connect(vertx, PgConnectOptions.fromUri(url))
              .compose(connection -> connection.query(sql).execute().eventually(connection::close))
              .map(rows -> rows.iterator().next().getLong(0)));
    } finally {
      Blocking.join(vertx.close());
    }
  }
}
