package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingLog;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

/** Every refusal of the status table that a single request can meet. */
class UpscaleRefusalTest {
  private static final byte[] PICTURE = TestingPng.plain(64, 64);
  private static final String UPSCALE = "/upscale";

  private static TestingRunner alpha;
  private static TestingRunner beta;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
    alpha = TestingRunner.start();
    beta = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            "limits: { body: 1 MiB, side: 2000, input-pixels: 1000000 }",
            alpha.entry("alpha", "1.0e-8 USD/px"),
            beta.entry("beta", "1.2e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    alpha.close();
    beta.close();
  }

  @BeforeEach
  void forget() {
    alpha.forget();
    beta.forget();
  }

  @AfterEach
  void leavesNoSpoolBehind() {
    assertEquals(List.of(), gateway.spooled());
  }

  @Test
  void missingBoundaryIsABadRequest() {
    assertRefused(400, "bad-request", raw("multipart/form-data", TestingForm.of(PICTURE).body()));
  }

  /** Each of these makes Vert.x or Netty throw; five would have filled the places for good. */
  @Test
  void contentTypeThatCannotBeReadIsABadRequestAndKeepsNoPlace(@TempDir Path other) {
    List<String> types =
        List.of(
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"",
            "multipart/form-data; boundary=x; charset=bogus");
    try (TestingServer small =
        TestingServer.gateway(
            other, "limits: { concurrent: 2 }", alpha.entry("alpha", "1.0e-8 USD/px"))) {
      for (String type : types) {
        try (TestingClient client = TestingClient.to(small.port())) {
          byte[] body = TestingForm.of(PICTURE).body();
          assertRefused(
              400,
              "bad-request",
              client.send("POST", UPSCALE, body, "Content-Type: " + type).answer());
        }
      }
      assertEquals(200, TestingClient.upscale(small.port(), TestingForm.of(PICTURE)).status());
    }
  }

  @Test
  void muchTextInManyFieldsIsTooLarge() {
    TestingForm form = TestingForm.of(PICTURE);
    for (int i = 0; i < 6; i++) {
      form.text("f" + i, "x".repeat(60_000));
    }
    assertRefused(413, "too-large", TestingClient.upscale(gateway.port(), form));
  }

  @Test
  void headThatCannotBeReadIsABadRequest() {
    TestingAnswer answer =
        TestingClient.get(gateway.port(), "/health", "X-Long: " + "x".repeat(9_000));
    assertEquals(400, answer.status());
    assertEquals("bad-request", answer.code());
  }

  @Test
  void partWithoutAnEndIsABadRequest() {
    assertRefused(
        400, "bad-request", raw(TestingForm.contentType(), TestingForm.of(PICTURE).unfinished()));
  }

  @Test
  void bodyThatIsNoMultipartIsABadRequest() {
    byte[] text = "prompt=a+cat&image=nothing".getBytes(StandardCharsets.US_ASCII);
    assertRefused(400, "bad-request", raw(TestingForm.contentType(), text));
  }

  @Test
  void fieldOver64KilobytesIsABadRequest() {
    TestingForm form = TestingForm.of(PICTURE).text("notes", "x".repeat(65 * 1024));
    assertRefused(400, "bad-request", TestingClient.upscale(gateway.port(), form));
  }

  @Test
  void hundredsOfFieldsAreABadRequest() {
    TestingForm form = TestingForm.of(PICTURE);
    for (int i = 0; i < 300; i++) {
      form.text("f" + i, "x");
    }
    assertRefused(400, "bad-request", TestingClient.upscale(gateway.port(), form));
  }

  @Test
  void textIsABadImage() {
    byte[] text = "this is no picture\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
    assertRefused(400, "bad-image", upscale(text));
  }

  @Test
  void nothingIsABadImage() {
    assertRefused(400, "bad-image", upscale(new byte[0]));
  }

  @Test
  void cutPngIsABadImage() {
    byte[] cut = Arrays.copyOf(PICTURE, PICTURE.length - 12);
    assertRefused(400, "bad-image", upscale(cut));
  }

  @Test
  void changedPngIsABadImage() {
    byte[] changed = PICTURE.clone();
    changed[changed.length / 2] ^= 1;
    assertRefused(400, "bad-image", upscale(changed));
    assertEquals(List.of(), alpha.received());
  }

  @Test
  void unknownModelNamesThoseThereAre() {
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(),
            TestingForm.of(PICTURE).text("model_id", "stabilityai/stable-diffusion-x4-upscaler"));

    assertRefused(400, "unknown-model", answer);
    assertTrue(message(answer).contains(TestingServer.MODEL), () -> message(answer));
    assertEquals(new JsonArray().add(TestingServer.MODEL), answer.detail().getJsonArray("models"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pixelgate-Quote: q_1",
        "Pixelgate-Hops: 4",
        "Pixelgate-Nonsense: 1",
        "pixelgate-cache: no",
        "Idempotency-Key: k 1",
        "Pixelgate-Max-Charge: 5",
        "Pixelgate-Max-Charge: -1 USD",
        "Pixelgate-Max-Charge: 1 EUR",
        "Pixelgate-Max-Charge:",
        "Pixelgate-Max-Price: cheap",
        "Pixelgate-Max-Price: 0.02 USD/request",
        "Pixelgate-Deadline: 20",
        "Pixelgate-Deadline: 0 s",
        "X-Request-Id: a b",
        "X-Request-Id: caf\u00e9",
        "X-Request-Id:"
      })
  void headerItCannotDoIsABadHeader(String header) {
    TestingAnswer answer = TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE), header);

    assertRefused(400, "bad-header", answer);
    String name = header.split(":", 2)[0];
    assertTrue(
        message(answer).toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)),
        () -> message(answer));
  }

  @Test
  void requestIdOver128CharactersIsABadHeader() {
    assertRefused(
        400,
        "bad-header",
        TestingClient.upscale(
            gateway.port(), TestingForm.of(PICTURE), "X-Request-Id: " + "x".repeat(129)));
  }

  @Test
  void headerGivenTwiceIsABadHeader() {
    assertRefused(
        400,
        "bad-header",
        TestingClient.upscale(
            gateway.port(),
            TestingForm.of(PICTURE),
            "Pixelgate-Max-Charge: 1 USD",
            "Pixelgate-Max-Charge: 0.000001 USD"));
  }

  @Test
  void dearOffersAreOverTheCap() {
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(), TestingForm.of(PICTURE), "Pixelgate-Max-Price: 0.9e-8 USD/px");

    assertRefused(402, "over-cap", answer);
    assertEquals("4096", answer.header("Pixelgate-Pixels").orElseThrow());
    assertTrue(answer.detail().getString("cap").contains("9"), answer::toString);
    JsonObject nearest = answer.detail().getJsonObject("nearest");
    assertEquals("alpha", nearest.getString("orchestrator"));
    assertEquals("0.000040960000 USD", nearest.getString("charge"));
    assertEquals("1.0e-8 USD/px", nearest.getString("price"));
    assertEquals(List.of(), alpha.received());
  }

  @Test
  void unknownPathsAreNotFound() {
    for (String path : List.of("/", "/nothing", "/image-to-image", "/upscale/x")) {
      assertRefused(404, "not-found", TestingClient.once(gateway.port(), "POST", path));
    }
  }

  @Test
  void wrongMethodsAreNotAllowed() {
    for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS", "PATCH")) {
      assertRefused(405, "method-not-allowed", TestingClient.once(gateway.port(), method, UPSCALE));
    }
  }

  @Test
  void refusalsOnAKeptConnectionCloseItOnlyWhenABodyIsOnItsWay() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      assertEquals(404, client.send("GET", "/nothing", new byte[0]).answer().status());
      assertEquals(405, client.send("GET", UPSCALE, new byte[0]).answer().status());
      assertEquals(404, client.send("POST", "/nothing", new byte[100_000]).answer().status());
      assertTrue(client.isClosedByServer());
    }
  }

  @Test
  void refusalIsNoErrorInTheLog() {
    try (TestingLog log = TestingLog.open();
        TestingClient client = TestingClient.to(gateway.port())) {
      assertEquals(404, TestingClient.get(gateway.port(), "/nothing").status());
      assertEquals(405, TestingClient.get(gateway.port(), UPSCALE).status());
      assertEquals(404, client.send("POST", "/nothing", new byte[100_000]).answer().status());
      assertEquals(400, upscale(new byte[0]).status());

      assertTrue(!log.text().contains("ERROR"), log::text);
    }
  }

  @Test
  void pathThatCannotBeDecodedIsNotFoundOrABadRequest() {
    for (String path : List.of("/%zz", "/stream/%ff%fe/%c3%28.png", "//upscale", "/upscale%2f")) {
      TestingAnswer answer = TestingClient.get(gateway.port(), path);
      assertTrue(List.of(400, 404, 405).contains(answer.status()), path + " " + answer);
      assertTrue(!message(answer).isBlank());
    }
  }

  @Test
  void bodyOfDeclaredLengthOverTheLimitIsTooLarge() {
    TestingAnswer answer = upscale(new byte[1 << 20]);

    assertRefused(413, "too-large", answer);
    assertEquals(1 << 20, answer.detail().getInteger("limit"));
    assertEquals("bytes", answer.detail().getString("unit"));
    assertTrue(answer.detail().getInteger("value") > 1 << 20);
  }

  @Test
  void sideOverTheLimitIsTooLarge() {
    TestingAnswer answer = upscale(TestingPng.plain(2001, 8));

    assertRefused(413, "too-large", answer);
    assertEquals(2001, answer.detail().getInteger("value"));
    assertEquals(2000, answer.detail().getInteger("limit"));
    assertEquals("px", answer.detail().getString("unit"));
  }

  @Test
  void pixelsOverTheLimitAreTooLarge() {
    TestingAnswer answer = upscale(TestingPng.plain(1001, 1000));

    assertRefused(413, "too-large", answer);
    assertEquals(1_001_000, answer.detail().getInteger("value"));
  }

  @Test
  void otherMediaTypesAreNotRead() {
    for (String type : List.of("application/json", "image/png", "text/plain")) {
      assertRefused(415, "unsupported-media-type", raw(type, PICTURE));
    }
    try (TestingClient client = TestingClient.to(gateway.port())) {
      assertRefused(415, "unsupported-media-type", client.send("POST", UPSCALE, PICTURE).answer());
    }
  }

  @Test
  void otherPictureFormatsAreNotRead() {
    byte[] avif = "\0\0\0\034ftypavif\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    TestingAnswer answer = upscale(avif);

    assertRefused(415, "unsupported-media-type", answer);
    assertEquals(
        "the image is AVIF; PNG, JPEG, WebP, GIF, BMP and TIFF are read here", message(answer));
  }

  @Test
  void missingFieldsAreNamedAllAtOnce() {
    TestingForm form = new TestingForm().text("seed", "x").text("safety_check", "maybe");
    TestingAnswer answer = TestingClient.upscale(gateway.port(), form);

    assertEquals(422, answer.status());
    List<String> errors =
        answer.json().getJsonArray("detail").stream()
            .map(JsonObject.class::cast)
            .map(e -> e.getJsonArray("loc").getString(1) + " " + e.getString("type"))
            .sorted()
            .toList();
    assertEquals(
        List.of("image missing", "prompt missing", "safety_check bool_parsing", "seed int_parsing"),
        errors);
  }

  private static TestingAnswer upscale(byte[] picture) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(picture));
  }

  private static TestingAnswer raw(String type, byte[] body) {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      return client.send("POST", UPSCALE, body, "Content-Type: " + type).answer();
    }
  }

  private static String message(TestingAnswer answer) {
    return answer.detail().getString("msg");
  }

  private static void assertRefused(int status, String code, TestingAnswer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals("application/json", answer.header("Content-Type").orElseThrow());
    assertEquals(code, answer.code(), answer::toString);
    assertTrue(!message(answer).isBlank());
  }
}
