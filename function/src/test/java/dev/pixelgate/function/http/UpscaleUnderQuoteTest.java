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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Pixelgate-Quote} on an upscale. */
class UpscaleUnderQuoteTest {
  private static final byte[] PICTURE = TestingPng.noise(250, 250, 1);
  private static final String CHARGE = "0.000625000000 USD";

  /** SHA-256 of {@code foo} and of {@code bar}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  private static final String BAR =
      "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";

  private static TestingRunner runner;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            """
            caps: [ { max: 2e-8 USD/px } ]
            limits: { body: 1 MiB }
            quotes: { ttl: 5 min }
            accounts: [ { name: acme, key-sha256: %s }, { name: other, key-sha256: %s } ]
            """
                .formatted(FOO, BAR),
            runner.entry("alpha", "1.0e-8 USD/px"),
            runner.entry("beta", "1.0e-8 USD/px").replace(TestingServer.MODEL, "other/model"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  @BeforeEach
  void forget() {
    runner.forget();
    runner.serves();
  }

  @AfterEach
  void leavesNoSpoolBehind() {
    assertEquals(List.of(), gateway.spooled());
  }

  /** A quote for a picture of this size. */
  private static String quote(int width, int height) {
    String body = "{\"pipeline\":\"upscale\",\"width\":%d,\"height\":%d}".formatted(width, height);
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer answer =
          client
              .send(
                  "POST",
                  "/v1/quotes",
                  body.getBytes(StandardCharsets.UTF_8),
                  "Authorization: Bearer foo",
                  "Content-Type: application/json")
              .answer();
      assertEquals(200, answer.status(), answer::toString);
      return answer.json().getString("quote");
    }
  }

  private static TestingAnswer upscale(String key, String quote, TestingForm form, String... more) {
    String[] headers = Arrays.copyOf(more, more.length + 2);
    headers[more.length] = "Authorization: Bearer " + key;
    headers[more.length + 1] = "Pixelgate-Quote: " + quote;
    return TestingClient.upscale(gateway.port(), form, headers);
  }

  private static void assertRefused(int status, String code, TestingAnswer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(code, answer.code());
    assertEquals(List.of(), runner.received());
  }

  @Test
  void servesTheJobThatWasQuoted() {
    TestingAnswer answer = upscale("foo", quote(250, 250), TestingForm.of(PICTURE));

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(CHARGE, answer.header("Pixelgate-Charge").orElseThrow());
  }

  @Test
  void refusesAnotherSize() {
    TestingAnswer answer = upscale("foo", quote(250, 251), TestingForm.of(PICTURE));

    assertRefused(409, "quote-mismatch", answer);
    assertEquals("pixels", answer.detail().getString("field"));
    assertEquals("62750", answer.detail().getString("quoted"));
    assertEquals("62500", answer.detail().getString("asked"));
    assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
  }

  @Test
  void refusesAnotherModelWhereverItIsNamed() {
    String quote = quote(250, 250);
    for (TestingForm form :
        List.of(
            TestingForm.of(PICTURE).text("model_id", "other/model"),
            new TestingForm()
                .text("prompt", "a cat")
                .text("model_id", "other/model")
                .image(PICTURE))) {
      TestingAnswer answer = upscale("foo", quote, form);
      assertRefused(409, "quote-mismatch", answer);
      assertEquals("model_id", answer.detail().getString("field"));
    }
  }

  @Test
  void refusesAnotherAccount() {
    TestingAnswer answer = upscale("bar", quote(250, 250), TestingForm.of(PICTURE));

    assertRefused(409, "quote-mismatch", answer);
    assertEquals("account", answer.detail().getString("field"));
  }

  @Test
  void holdsTheRequestsOwnCapsForWhatWasQuoted() {
    String quote = quote(250, 250);
    TestingForm form = TestingForm.of(PICTURE);
    TestingAnswer dear = upscale("foo", quote, form, "Pixelgate-Max-Charge: 0.000624 USD");
    assertRefused(402, "over-cap", dear);
    assertTrue(dear.detail().getString("cap").contains("Pixelgate-Max-Charge"));
    assertRefused(402, "over-cap", upscale("foo", quote, form, "Pixelgate-Max-Price: 9e-9 USD/px"));
    assertEquals(200, upscale("foo", quote, form, "Pixelgate-Max-Charge: 0.000625 USD").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "q", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "x x"})
  void refusesWhatIsNoQuoteOfOurs(String text) {
    assertRefused(400, "bad-header", upscale("foo", text, TestingForm.of(PICTURE)));
  }

  @Test
  void refusesAChangedQuote() {
    String quote = quote(250, 250);
    String[] parts = quote.split("\\.");
    String other = quote(9, 9).split("\\.")[1];
    assertRefused(
        400,
        "bad-header",
        upscale("foo", parts[0] + "." + other + "." + parts[2], TestingForm.of(PICTURE)));
  }

  @Test
  void judgesTheQuoteBeforeItAsksForTheBody() {
    byte[] body = TestingForm.of(PICTURE).body();
    for (String wrong : List.of("q", quote(9, 9).replace('.', '_'))) {
      try (TestingClient client = waiting(wrong, body.length)) {
        assertEquals(400, client.answer().status());
      }
    }
    try (TestingClient client = waiting(quote(250, 250), body.length)) {
      assertEquals(100, client.answer(true).status());
      assertEquals(200, client.write(body).answer().status());
    }
  }

  /** Nothing but a head, which is answered or asked to go on. */
  private static TestingClient waiting(String quote, int length) {
    return TestingClient.to(gateway.port())
        .write(
            "POST /upscale HTTP/1.1\r\nHost: gate.test\r\nAuthorization: Bearer foo\r\n"
                + "Expect: 100-continue\r\nPixelgate-Quote: "
                + quote
                + "\r\nContent-Type: "
                + TestingForm.contentType()
                + "\r\nContent-Length: "
                + length
                + "\r\n\r\n");
  }

  @Test
  void refusesAnotherSizeWhenTheHeaderHasCome() {
    byte[] body = TestingForm.of(PICTURE).body();
    try (TestingClient client = waiting(quote(250, 251), body.length)) {
      assertEquals(100, client.answer(true).status());
      assertRefused(409, "quote-mismatch", client.write(Arrays.copyOf(body, 600)).answer());
      client.write(Arrays.copyOfRange(body, 600, body.length));
      assertTrue(client.isClosedByServer());
    }
  }

  @Test
  void aPriceListIsUnderNoQuote() {
    assertEquals(
        400,
        TestingClient.get(
                gateway.port(), "/v1/prices", "Authorization: Bearer foo", "Pixelgate-Quote: q")
            .status());
  }
}
