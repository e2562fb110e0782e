package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.attempt.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those that a real orchestrator answered. */
class LivepeerRefusalTest {
  @ParameterizedTest
  @CsvSource({
    "503, insufficient capacity",
    "500, upscale container returned 500: insufficient capacity",
    "403, OrchestratorCapped"
  })
  void saysBusy(int status, String text) {
    assertEquals(new AttemptEnd.Busy(Duration.ofSeconds(1)), end(status, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | image: unknown format | image: unknown format
          400 | '' | rejected without a reason (400)
          500 | upscale container returned 400: stub runner says 400 | stub runner says 400
          500 | upscale container returned 422: {"detail":[]} | {"detail":[]}
          """)
  void rejectsTheJob(int status, String text, String message) {
    assertEquals(new AttemptEnd.JobRejected(message), end(status, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | upscale container returned 401: stub runner says 401
          500 | upscale container returned 500: stub runner says 500
          500 | upscale container returned 400: pipeline configured with a but called with b
          500 | Post "http://127.0.0.1:21900/upscale": EOF
          400 | Insufficient balance
          400 | TicketParams expired
          400 | invalid ticket senderNonce: already seen sender=0x0 nonce=1
          400 | orchestrator 0x0 is inactive in round 7, cannot process payments
          402 | base64 decode error: illegal base64 data at input byte 0
          403 | ErrSegSig
          403 | incompatible capabilities
          404 | 404 page not found
          302 | moved
          """)
  void failsWithItsAnswer(int status, String text) {
    assertEquals(
        new AttemptEnd.Failed("alpha answered " + status + ": " + text, true), end(status, text));
  }

  @ParameterizedTest
  @CsvSource({
    "403, invalid auth token, true",
    "403, expired auth token, true",
    "403, missing auth token, true",
    "401, who are you, true",
    "403, incompatible capabilities, false",
    "403, ErrSegSig, false",
    "500, upscale container returned 401: no auth token, false"
  })
  void knowsWhatAnotherTokenMayChange(int status, String text, boolean about) {
    assertEquals(about, refusal(status, text).isAboutToken());
  }

  @Test
  void boundsAStrangersText() {
    assertEquals(
        new AttemptEnd.JobRejected("x".repeat(300)), end(400, "\u0007" + "x".repeat(10_000)));
  }

  private static AttemptEnd end(int status, String text) {
    return refusal(status, text).end("alpha");
  }

  private static LivepeerRefusal refusal(int status, String text) {
    return LivepeerRefusal.of(
        new Refusal(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(text + "\n")));
  }
}
