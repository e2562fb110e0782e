package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a client hears of orchestrators that do not deliver. Each test has a gateway of its own: one
 * remembers who failed.
 */
class UpscaleFailureTest {
  private static final byte[] PICTURE = TestingPng.plain(64, 64);

  private TestingRunner alpha;
  private TestingRunner beta;
  private TestingServer gateway;

  @BeforeEach
  void start(@TempDir Path folder) {
    alpha = TestingRunner.start();
    beta = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder, "", alpha.entry("alpha", "1.0e-8 USD/px"), beta.entry("beta", "1.2e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    assertEquals(List.of(), gateway.spooled());
    gateway.close();
    alpha.close();
    beta.close();
  }

  @Test
  void everyFailedAttemptIsTold() {
    alpha.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");
    beta.does(one -> one.request().connection().close());
    TestingAnswer answer = upscale(PICTURE);

    assertRefused(502, "orchestrators-failed", answer);
    JsonArray attempts = answer.detail().getJsonArray("attempts");
    assertEquals(2, attempts.size());
    assertEquals("alpha", attempts.getJsonObject(0).getString("orchestrator"));
    assertTrue(attempts.getJsonObject(0).getString("what").contains("out of memory"));
    assertTrue(attempts.getJsonObject(0).getLong("ms") >= 0);
    assertEquals("beta", attempts.getJsonObject(1).getString("orchestrator"));
  }

  @Test
  void failureOfOneIsNoFailure() {
    alpha.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");
    TestingAnswer answer = upscale(PICTURE);

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("beta", answer.header("Pixelgate-Orchestrator").orElseThrow());
    assertEquals("2", answer.header("Pixelgate-Attempts").orElseThrow());
    assertEquals("0.000049152000 USD", answer.header("Pixelgate-Charge").orElseThrow());
  }

  @Test
  void busyRunnersAreALackOfCapacity() {
    busy(alpha, 4);
    busy(beta, 9);
    // Busy ones are asked again while there is time: after 4 s, and 4 s later there is none.
    TestingAnswer answer =
        TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE), "Pixelgate-Deadline: 8 s");

    assertRefused(503, "no-capacity", answer);
    assertEquals(2, alpha.received().size());
    assertEquals("4", answer.header("Retry-After").orElseThrow());
    assertEquals(4, answer.detail().getInteger("retry_after"));
    String attempts = answer.detail().getJsonArray("attempts").encode();
    assertTrue(attempts.contains("\"orchestrator\":\"alpha\",\"outcome\":\"busy\""), attempts);
    assertTrue(attempts.contains("\"orchestrator\":\"beta\",\"outcome\":\"busy\""), attempts);
  }

  @Test
  void hangingRunnersMeetTheDeadline() {
    alpha.hangs();
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(), TestingForm.of(PICTURE), "Pixelgate-Deadline: 200 ms");

    assertRefused(504, "deadline", answer);
    assertTrue(message(answer).contains("200 ms"), () -> message(answer));
    JsonObject attempt = answer.detail().getJsonArray("attempts").getJsonObject(0);
    assertEquals("alpha", attempt.getString("orchestrator"));
    assertEquals("deadline", attempt.getString("outcome"));
    assertEquals(List.of(), beta.received());
  }

  @Test
  void twoRunnersThatAgreeMakeAModelError() {
    alpha.answers(400, "{\"detail\":{\"msg\":\"prompt is too odd\"}}");
    beta.answers(422, "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"odd\",\"type\":\"x\"}]}");
    TestingAnswer answer = upscale(PICTURE);

    assertRefused(400, "model-error", answer);
    assertEquals("2", answer.header("Pixelgate-Attempts").orElseThrow());
    assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
  }

  @Test
  void oneThatFailedIsNotAskedAgainAtOnce() {
    alpha.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");
    upscale(PICTURE);
    TestingAnswer answer = upscale(PICTURE);

    assertEquals("beta", answer.header("Pixelgate-Orchestrator").orElseThrow());
    assertEquals("1", answer.header("Pixelgate-Attempts").orElseThrow());
  }

  @Test
  void oneThatAloneCallsTheJobWrongIsNotBelieved() {
    alpha.answers(400, "{\"detail\":{\"msg\":\"too odd\"}}");
    beta.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");

    assertRefused(502, "orchestrators-failed", upscale(PICTURE));
  }

  private static void busy(TestingRunner runner, int seconds) {
    runner.does(
        one ->
            one.request()
                .response()
                .setStatusCode(503)
                .putHeader("Retry-After", Integer.toString(seconds))
                .end("busy"));
  }

  private TestingAnswer upscale(byte[] picture) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(picture));
  }

  private static String message(TestingAnswer answer) {
    return answer.detail().getString("msg");
  }

  private static void assertRefused(int status, String code, TestingAnswer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(code, answer.code(), answer::toString);
    assertTrue(!message(answer).isBlank());
  }
}
