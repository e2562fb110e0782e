package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.MoneyStormTest.Holding;
import dev.pixelgate.function.store.TestingPostgres;
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
    TestingPostgres postgres = TestingPostgres.shared();
    String url = postgres.newDatabase();
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
        fleet.add(
            TestingProcess.serve(Files.createDirectory(folder.resolve("gateway" + i)), yaml));
      }
      MoneyStormTest.exactly50(
          MoneyStormTest.storm(i -> fleet.get(i % INSTANCES).port(), holding));
      assertEquals(MoneyStormTest.WORTH, runner.received().size());
      for (TestingProcess one : fleet) {
        assertEquals(143, one.end());
      }
      assertEquals(32_000_000, number(postgres, url, "SELECT spent FROM budget_period"));
      assertEquals(0, number(postgres, url, "SELECT held FROM budget_period"));
      assertEquals(
          MoneyStormTest.WORTH,
          number(postgres, url, "SELECT count(*) FROM transfer WHERE step = 'settled'"));
    } finally {
      fleet.forEach(TestingProcess::close);
    }
  }

  private static long number(TestingPostgres postgres, String url, String sql) {
    return postgres.number(url, sql);
  }
}
