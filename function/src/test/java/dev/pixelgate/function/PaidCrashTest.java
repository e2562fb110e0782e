package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.ledger.Audit;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.SqliteDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while an orchestrator holds tickets of its, and a job that it paid. */
class PaidCrashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] PICTURE = TestingPng.plain(64, 64);

  @TempDir Path folder;

  private <T> T store(Function<Database, Future<T>> work) {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = new SqliteDatabase(vertx, folder.resolve("pixelgate-data"));
      return Blocking.join(work.apply(database).eventually(database::close));
    } finally {
      Blocking.join(vertx.close());
    }
  }

  private List<String> rows(String sql) {
    return store(database -> database.read(session -> session.rows(sql))).stream()
        .map((Row row) -> row.text(0))
        .toList();
  }

  private static TestingAnswer upscale(TestingProcess server) {
    return TestingClient.until(
        PATIENCE,
        () -> TestingClient.upscale(server.port(), TestingForm.of(PICTURE)),
        answer -> answer.status() == 200);
  }

  @Test
  void whatAKilledServerHadPaidIsLostOnceAndTheNextOnePaysAnew() throws Exception {
    try (TestingPaidMarket market = TestingPaidMarket.start()) {
      String yaml =
          "role: gateway\ncache: { scope: off }\norchestrators: [ %s ]\n%s"
              .formatted(market.entry(), market.yaml());
      try (TestingProcess killed = TestingProcess.serve(folder, yaml)) {
        upscale(killed);
        market.takes(Duration.ofMinutes(5));
        try (TestingClient client = TestingClient.to(killed.port())) {
          client.upscale(TestingForm.of(PICTURE));
          TestingClient.until(
              PATIENCE, () -> market.node().takings().tickets(), tickets -> tickets > 3);
          killed.kill();
        }
      }
      // Two jobs at 19,726,560,093 wei are owed, the one that nobody knows about too.
      assertEquals(List.of("paid"), rows("SELECT DISTINCT kind FROM payment"));
      market.takes(Duration.ZERO);
      try (TestingProcess next = TestingProcess.serve(folder, yaml)) {
        upscale(next);
        assertEquals(0, next.end());
      }
      assertEquals(
          List.of("crashed 1", "stopped 1"),
          rows(
              "SELECT reason || ' ' || COUNT(*) FROM payment WHERE kind = 'lost'"
                  + " GROUP BY reason ORDER BY reason"));
      assertEquals(
          List.of("lost 1", "settled 2"),
          rows(
              "SELECT step || ' ' || COUNT(*) FROM transfer WHERE step <> 'dispatched'"
                  + " GROUP BY step ORDER BY step"));
      assertEquals(
          List.of("1"),
          rows(
              """
              SELECT CAST(COUNT(*) AS TEXT) FROM credit WHERE instance = ''
                AND 1000000000 * (paid_gwei - owed_gwei - lost_gwei)
                  + paid_rest - owed_rest - lost_rest = 0"""));
      store(database -> new Audit(database).run())
          .forEach(one -> assertEquals(List.of(), one.findings(), one.invariant()));
    }
  }
}
