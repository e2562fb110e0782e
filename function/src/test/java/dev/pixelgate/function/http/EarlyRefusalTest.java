package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals that come while most of the picture is still at the client. */
class EarlyRefusalTest {
  /** Some 190 kB, of which a test sends the first ones only. */
  private static final byte[] PICTURE = TestingPng.noise(250, 250, 1);

  private static final int BEGINNING = 600;

  private static TestingRunner cheap;
  private static TestingRunner dear;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
    cheap = TestingRunner.start();
    dear = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            "limits: { body: 1 MiB, side: 2000 }\ncaps: [ { max: 2e-8 USD/px } ]",
            cheap.entry("cheap", "1.0e-8 USD/px"),
            dear.entry("dear", "3.0e-8 USD/px").replace(TestingServer.MODEL, "dear/model"),
            dear.entry("jpeg", "1.0e-8 USD/px, formats: [ jpeg ]")
                .replace(TestingServer.MODEL, "jpeg/only"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    cheap.close();
    dear.close();
  }

  @BeforeEach
  void forget() {
    cheap.forget();
    dear.forget();
  }

  @AfterEach
  void leavesNothingBehind() {
    assertEquals(List.of(), dear.received());
    assertEquals(List.of(), gateway.spooled());
  }

  /** The head of a request for this form, and the form's first bytes. */
  private static TestingClient begin(byte[] body, String... headers) {
    TestingClient client = TestingClient.to(gateway.port());
    StringBuilder head = new StringBuilder("POST /upscale HTTP/1.1\r\nHost: gate.test\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Type: ").append(TestingForm.contentType());
    head.append("\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
    return client.write(head.toString()).write(Arrays.copyOf(body, BEGINNING));
  }

  private static byte[] rest(byte[] body) {
    return Arrays.copyOfRange(body, BEGINNING, body.length);
  }

  private static TestingForm form() {
    return new TestingForm().text("prompt", "a cat");
  }

  private static void assertRefusedEarly(int status, String code, byte[] body, String... headers) {
    try (TestingClient client = begin(body, headers)) {
      TestingAnswer answer = client.answer();

      assertEquals(status, answer.status(), answer::toString);
      assertEquals(code, answer.code());
      assertEquals("close", answer.header("Connection").orElse("").toLowerCase(Locale.ROOT));
      // What is still sent is taken for a while, so that the answer is not lost by a reset.
      client.write(rest(body));
      assertTrue(client.isClosedByServer());
    }
  }

  @Test
  void aModelThatIsNamedFirstIsOverTheCap() {
    byte[] body = form().text("model_id", "dear/model").image(PICTURE).body();
    try (TestingClient client = begin(body)) {
      TestingAnswer answer = client.answer();

      assertEquals(402, answer.status());
      assertEquals("over-cap", answer.code());
      assertEquals("62500", answer.header("Pixelgate-Pixels").orElseThrow());
      assertEquals("0", answer.header("Pixelgate-Attempts").orElseThrow());
      assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
      assertEquals(
          "0.001875000000 USD", answer.detail().getJsonObject("nearest").getString("charge"));
      String id = answer.header("Pixelgate-Request-Id").orElseThrow();
      assertEquals(200, TestingClient.get(gateway.port(), "/v1/decisions/" + id).status());
    }
  }

  @Test
  void aModelThatIsNamedFirstDoesNotReadThePicture() {
    assertRefusedEarly(
        415, "unsupported-media-type", form().text("model_id", "jpeg/only").image(PICTURE).body());
  }

  @Test
  void aModelThatIsNamedFirstIsUnknown() {
    assertRefusedEarly(
        400, "unknown-model", form().text("model_id", "no/such").image(PICTURE).body());
  }

  @Test
  void theDefaultModelIsOverTheRequestsOwnCap() {
    assertRefusedEarly(
        402,
        "over-cap",
        form().text("model_id", "").image(PICTURE).body(),
        "Pixelgate-Max-Charge: 0.0001 USD");
  }

  @Test
  void whicheverModelIsNamedLaterIsOverTheCap() {
    assertRefusedEarly(
        402, "over-cap", form().image(PICTURE).body(), "Pixelgate-Max-Price: 1e-9 USD/px");
  }

  @Test
  void aPictureOverTheLimitIsTooLarge() {
    assertRefusedEarly(413, "too-large", form().image(TestingPng.noise(2001, 50, 1)).body());
  }

  @Test
  void aModelThatMayStillBeNamedIsWaitedFor() {
    byte[] body = form().image(PICTURE).text("model_id", "dear/model").body();
    try (TestingClient client = begin(body)) {
      TestingAnswer answer = client.write(rest(body)).answer();

      assertEquals(402, answer.status());
      assertEquals("close", answer.header("Connection").orElse("close"));
    }
    assertEquals(List.of(), cheap.received());
  }

  /** The first field of a name counts, so a later one changes nothing. */
  @Test
  void aModelThatIsNamedTwiceIsTheFirstOne() {
    byte[] body =
        form()
            .text("model_id", TestingServer.MODEL)
            .image(PICTURE)
            .text("model_id", "dear/model")
            .body();
    try (TestingClient client = begin(body)) {
      assertEquals(200, client.write(rest(body)).answer().status());
    }
  }

  /** Written in a way that is only understood at the end of the form: judged there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "form-data; name=model_id",
        "form-data; name=\"model_id\"; charset=utf-8",
        "form-data; foo=bar; name=\"model_id\""
      })
  void aFieldInAnotherSpellingIsJudgedAtTheEnd(String disposition) {
    byte[] body =
        form()
            .part(disposition, "", "dear/model".getBytes(StandardCharsets.UTF_8))
            .image(PICTURE)
            .body();
    try (TestingClient client = begin(body)) {
      assertEquals(402, client.write(rest(body)).answer().status());
    }
  }

  @Test
  void acceptsWhatItCanSellWithoutAWord() {
    byte[] body = form().text("model_id", TestingServer.MODEL).image(PICTURE).body();
    try (TestingClient client = begin(body)) {
      assertEquals(200, client.write(rest(body)).answer().status());
    }
  }
}
