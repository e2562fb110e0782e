package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets for its money: the answer, its headers, the picture. */
class UpscaleAnswerTest {
  private static final byte[] PICTURE = TestingPng.plain(256, 256);

  private static TestingRunner beta;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
    beta = TestingRunner.start();
    gateway = TestingServer.gateway(folder, "", beta.entry("beta", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    beta.close();
  }

  @BeforeEach
  void forget() {
    beta.forget();
  }

  @Test
  void answersExactlyThePublishedBody() {
    TestingAnswer answer = upscale();

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("application/json", answer.header("Content-Type").orElseThrow());
    assertEquals(Set.of("images"), answer.json().fieldNames());
    assertEquals(1, answer.json().getJsonArray("images").size());
    assertEquals(Set.of("url", "seed", "nsfw"), answer.image().fieldNames());
    assertEquals(7L, answer.image().getLong("seed"));
    assertEquals(false, answer.image().getBoolean("nsfw"));
  }

  @Test
  void saysEveryFactInItsHeaders() {
    TestingAnswer answer = upscale();

    assertEquals("65536", answer.header("Pixelgate-Pixels").orElseThrow());
    assertEquals("1.0e-8 USD/px", answer.header("Pixelgate-Price").orElseThrow());
    assertEquals("0.000655360000 USD", answer.header("Pixelgate-Charge").orElseThrow());
    assertEquals("beta", answer.header("Pixelgate-Orchestrator").orElseThrow());
    assertEquals("1", answer.header("Pixelgate-Attempts").orElseThrow());
    String id = answer.header("Pixelgate-Request-Id").orElseThrow();
    assertTrue(id.matches("r_[0-9a-f]{16}"), id);
    String timing = answer.header("Server-Timing").orElseThrow();
    String number = "dur=[0-9]+\\.[0-9]";
    assertTrue(
        timing.matches("route;%1$s, queue;%1$s, work;%1$s, store;%1$s".formatted(number)), timing);
  }

  @Test
  void saysNothingElseInHeadersOfItsOwn() {
    Set<String> own =
        upscale().head().stream()
            .map(line -> line.split(":", 2)[0])
            .filter(name -> name.startsWith("Pixelgate-"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        Set.of(
            "Pixelgate-Attempts",
            "Pixelgate-Charge",
            "Pixelgate-Orchestrator",
            "Pixelgate-Pixels",
            "Pixelgate-Price",
            "Pixelgate-Request-Id"),
        own);
  }

  @Test
  void passesOnWhatTheRunnerIgnoredAndWhoJudged() {
    beta.does(
        one ->
            one.request()
                .response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Pixelgate-Ignored", "prompt, seed")
                .putHeader("Pixelgate-Safety", "nsfw-mobilenet")
                .end(TestingRunner.success(TestingPng.plain(1024, 1024), 3)));
    TestingAnswer answer = upscale();

    assertEquals("prompt, seed", answer.header("Pixelgate-Ignored").orElseThrow());
    assertEquals("nsfw-mobilenet", answer.header("Pixelgate-Safety").orElseThrow());
  }

  @Test
  void linksToThePictureItselfAtTheHostThatTheClientAddressed() throws Exception {
    String url = upscale().image().getString("url");
    String base = "http://gate.test";

    assertTrue(url.matches(base + "/stream/[0-9a-f]{32}/[0-9a-f]{32}\\.png"), url);
    TestingAnswer picture = TestingClient.get(gateway.port(), url.substring(base.length()));
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(picture.body()));
    assertEquals(1024, decoded.getWidth());
    assertEquals(1024, decoded.getHeight());
  }

  @Test
  void sendsTheRunnerTheSamePictureAndFields() {
    byte[] noise = TestingPng.noise(40, 30, 1);
    TestingForm form =
        new TestingForm()
            .image("caf\u00e9.png", "image/png", noise)
            .text("prompt", "chat \u00e9t\u00e9 \ud83d\ude00\nline2")
            .text("seed", "42")
            .text("safety_check", "off")
            .text("num_inference_steps", "20");
    assertEquals(200, TestingClient.upscale(gateway.port(), form).status());

    String body = beta.next().text();
    assertTrue(body.contains(new String(noise, StandardCharsets.ISO_8859_1)));
    assertTrue(field(body, "prompt").startsWith("chat"), body);
    assertEquals("42", field(body, "seed"));
    assertEquals("false", field(body, "safety_check"));
    assertEquals("20", field(body, "num_inference_steps"));
    assertEquals(TestingServer.MODEL, field(body, "model_id"));
  }

  private static String field(String body, String name) {
    String after = body.substring(body.indexOf("name=\"" + name + "\""));
    String value = after.substring(after.indexOf("\r\n\r\n") + 4);
    return value.substring(0, value.indexOf("\r\n--"));
  }

  @Test
  void takesTheTrailingSlashWithoutARedirect() {
    TestingForm form = TestingForm.of(PICTURE);
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer answer =
          client
              .send("POST", "/upscale/", form.body(), "Content-Type: " + TestingForm.contentType())
              .answer();
      assertEquals(200, answer.status(), answer::toString);
    }
  }

  @Test
  void keepsTheConnectionForTheNextRequest() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      assertEquals(200, client.upscale(TestingForm.of(PICTURE)).answer().status());
      assertEquals(200, client.upscale(TestingForm.of(PICTURE)).answer().status());
    }
  }

  @Test
  void answersHttp10AndClosesThen() {
    byte[] body = TestingForm.of(PICTURE).body();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          "POST /upscale HTTP/1.0\r\nHost: gate.test\r\nContent-Type: "
              + TestingForm.contentType()
              + "\r\nContent-Length: "
              + body.length
              + "\r\n\r\n");
      TestingAnswer answer = client.write(body).answer();
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(7L, answer.image().getLong("seed"));
      assertTrue(client.isClosedByServer());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "my-id/1 ", "~!@#$%^&*()_+{}|:<>?`-=[];',./"})
  void echoesTheClientsRequestId(String id) {
    TestingAnswer answer =
        TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE), "X-Request-Id: " + id);

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(id.strip(), answer.header("X-Request-Id").orElseThrow());
    assertTrue(answer.header("Pixelgate-Request-Id").orElseThrow().startsWith("r_"));
  }

  @Test
  void echoesTheClientsRequestIdInARefusalToo() {
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(), TestingForm.of(PICTURE), "X-Request-Id: mine", "Pixelgate-Quote: q_1");

    assertEquals(400, answer.status());
    assertEquals("mine", answer.header("X-Request-Id").orElseThrow());
  }

  @Test
  void buysAtACapOfTheSameNumber() {
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(),
            TestingForm.of(PICTURE),
            "Pixelgate-Max-Price: 1.0e-8 USD/px",
            "pixelgate-max-charge: 0.00065536 USD");

    assertEquals(200, answer.status(), answer::toString);
  }

  @Test
  void keepsAllHeadersUnderSixKilobytes() {
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(), TestingForm.of(PICTURE), "X-Request-Id: " + "x".repeat(128));
    int bytes = answer.head().stream().mapToInt(line -> line.length() + 2).sum();

    assertTrue(bytes < 6 * 1024, () -> bytes + " bytes");
  }

  private static TestingAnswer upscale() {
    return TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE));
  }
}
