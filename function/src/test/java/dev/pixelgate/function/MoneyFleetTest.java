package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes over one PostgreSQL and one budget. */
final class MoneyFleetTest {
  private static final int INSTANCES = 3;

  @TempDir private Path folder;

  @Test
  void aBudgetWorth50Serves50Of1000OverThreeProcesses() throws Exception {
    String url = TestingPostgres.shared().newDatabase();
    Holding holding = new Holding();
    List<TestingProcess> fleet = new ArrayList<>();
    try (TestingRunner runner = TestingRunner.start().does(holding::came)) {
      String yaml =
          "role: gateway\norchestrators: [ %s ]\nstore: { url: \"%s\" }\n%s"
              .formatted(
                  runner.entry("r", "1e-8 USD/px"),
                  url,
                  MoneyStormTest.account("0.000032 USD/month"));
      for (int i = 0; i < INSTANCES; i++) {
        fleet.add(TestingProcess.serve(Files.createDirectory(folder.resolve("gateway" + i)), yaml));
      }
      MoneyStormTest.exactly50(MoneyStormTest.storm(i -> fleet.get(i % INSTANCES).port(), holding));
      assertEquals(MoneyStormTest.WORTH, runner.received().size());
      for (TestingProcess one : fleet) {
        one.end();
      }
    } finally {
      fleet.forEach(TestingProcess::close);
    }
    assertEquals(32_000_000, number(url, "SELECT spent FROM budget_period"));
    assertEquals(0, number(url, "SELECT held FROM budget_period"));
    assertEquals(
        MoneyStormTest.WORTH, number(url, "SELECT count(*) FROM transfer WHERE step = 'settled'"));
  }

  private static long number(String url, String sql) {
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
