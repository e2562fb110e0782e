package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server that was killed has left to the next one. */
class KilledServerTest {
  private static final TestingForm GONE =
      TestingForm.of(TestingPng.plain(8, 8)).text("model_id", "some/gone");

  @TempDir private Path folder;

  private static String gateway(String orchestrator) {
    return "role: gateway\norchestrators: [ " + orchestrator + " ]\n";
  }

  private boolean isKept(String condition) {
    Path file = folder.resolve("pixelgate-data").resolve("pixelgate.db");
    if (!Files.exists(file)) {
      return false;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + condition)) {
      return rows.next() && rows.getInt(1) > 0;
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Test
  void aModelThatIsGoneIsNotUnknownToTheNextServer() throws Exception {
    try (TestingRunner runner = TestingRunner.start()) {
      // The other one is not loaded: that is a change, which is kept soon.
      runner.isAsked(
          one ->
              one.request()
                  .response()
                  .end(
                      one.request().path().equals("/version")
                          ? "{\"pipeline\":\"upscale\",\"model_id\":\"%s\",\"version\":\"1\"}"
                              .formatted(TestingServer.MODEL)
                          : "{\"status\":\"OK\"}"));
      String entry = runner.entry("r", "1e-8 USD/px");
      String both =
          entry.replace("] }", ", { pipeline: upscale, model: some/gone, price: 2e-8 USD/px } ] }");
      TestingProcess first = TestingProcess.serve(folder, gateway(both));
      try {
        TestingClient.until(
            Duration.ofSeconds(30),
            () -> isKept("book_known WHERE model = 'some/gone'"),
            kept -> kept);
      } finally {
        first.kill();
      }
      try (TestingProcess next = TestingProcess.serve(folder, gateway(entry))) {
        TestingAnswer answer = TestingClient.upscale(next.port(), GONE);
        assertEquals(503, answer.status(), answer::toString);
        assertEquals("no-orchestrator", answer.code());
      }
    }
  }

  @Test
  void whatWasDiscoveredIsSoldAtOnceByTheNextServer() throws Exception {
    try (TestingRunner runner = TestingRunner.start()) {
      TestingServer far =
          TestingServer.gateway(folder.resolve("far"), "", runner.entry("deep", "2e-8 USD/px"));
      String yaml = gateway("{ name: far, url: \"%s\", kind: pixelgate }".formatted(far.url()));
      TestingProcess first = TestingProcess.serve(folder, yaml);
      try {
        TestingClient.until(
            Duration.ofSeconds(30),
            () -> isKept("book_offer WHERE orchestrator = 'far'"),
            kept -> kept);
      } finally {
        first.kill();
        far.close();
      }
      try (TestingProcess next = TestingProcess.serve(folder, yaml)) {
        TestingAnswer board =
            TestingClient.until(
                Duration.ofSeconds(20),
                () -> TestingClient.get(next.port(), "/v1/prices"),
                answer -> !answer.json().getJsonArray("offers").isEmpty());
        JsonObject offer = board.json().getJsonArray("offers").getJsonObject(0);
        assertEquals("far", offer.getString("orchestrator"), offer::encode);
        assertEquals("2.0e-8 USD/px", offer.getString("price"), offer::encode);
        assertEquals(true, offer.getBoolean("eligible"), offer::encode);
      }
    }
  }
}
