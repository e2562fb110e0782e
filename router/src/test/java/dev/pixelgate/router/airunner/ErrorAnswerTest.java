package dev.pixelgate.router.airunner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.attempt.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorAnswerTest {
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"detail":{"msg":"Error during model execution: x."}} | Error during model execution: x.
          422 | {"detail":[{"type":"missing","loc":["body","prompt"],"msg":"Field required"}]} | prompt: Field required
          422 | {"detail":[{"msg":"odd"}]} | odd
          422 | {"detail":["odd"]} | odd
          400 | {"detail":"plain"} | plain
          400 | {"error":{"message":"from go-livepeer"}} | from go-livepeer
          400 | {"detail":{"msg":"two\\nlines\\u0000"}} | twolines
          400 | {"detail":{"msg":null}} | rejected without a reason (400)
          400 | {"detail":[]} | rejected without a reason (400)
          400 | [] | rejected without a reason (400)
          400 | <html> | rejected without a reason (400)
          """)
  void rejectsTheJob(int status, String json, String message) {
    assertEquals(new AttemptEnd.JobRejected(message), end(status, json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"detail":{"msg":"pipeline configured with a but called with b."}} | beta answered 400: pipeline configured with a but called with b.
          400 | {"detail":{"msg":"model_id b is not served"}} | beta answered 400: model_id b is not served
          401 | {"detail":{"msg":"Invalid bearer token."}} | beta refused our token (401)
          403 | {} | beta refused our token (403)
          404 | {"detail":"Not Found"} | beta answered 404: Not Found
          413 | too big | beta answered 413
          500 | Internal Server Error | beta answered 500
          500 | {"detail":{"msg":"Out of memory."}} | beta answered 500: Out of memory.
          302 | {} | beta answered 302
          """)
  void failsTheAttempt(int status, String json, String reason) {
    assertEquals(new AttemptEnd.Failed(reason, true), end(status, json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | {"detail":{"msg":"Insufficient capacity"}} | 1
          429 | {} | 1
          503 | <html> | 1
          """)
  void saysBusy(int status, String json, int seconds) {
    assertEquals(new AttemptEnd.Busy(Duration.ofSeconds(seconds)), end(status, json));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "0, 1",
    "3600, 3600",
    "999999999, 3600",
    "99999999999999999999, 1",
    "-5, 1",
    "'Wed, 21 Oct 2026 07:28:00 GMT', 1"
  })
  void boundsThePause(String retryAfter, int seconds) {
    headers.set("Retry-After", retryAfter);
    assertEquals(new AttemptEnd.Busy(Duration.ofSeconds(seconds)), end(503, "{}"));
  }

  @Test
  void boundsMessages() {
    String json = "{\"detail\":{\"msg\":\"" + "x".repeat(1000) + "\"}}";
    assertEquals(new AttemptEnd.JobRejected("x".repeat(300)), end(400, json));
  }

  private AttemptEnd end(int status, String json) {
    return new ErrorAnswer(new Refusal(status, headers, Buffer.buffer(json))).end("beta");
  }
}
