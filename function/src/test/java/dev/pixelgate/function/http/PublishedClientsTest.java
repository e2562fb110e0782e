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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests in the order of parts, with the headers and the empty parts of the published Livepeer
 * clients: npm and PyPI and Go packages of 2024 and 2025.
 */
class PublishedClientsTest {
  private static final byte[] PICTURE = TestingPng.plain(16, 12);
  private static final String UNICODE = "chat \u00e9t\u00e9 \ud83d\ude00\r\nline2";

  /** One client's request. */
  record Case(String client, TestingForm form, List<String> headers) {
    @Override
    public String toString() {
      return client;
    }
  }

  private static TestingRunner runner;
  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway = TestingServer.gateway(folder, "", runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  @BeforeEach
  void forget() {
    runner.forget();
  }

  static List<Case> requests() {
    List<String> npm =
        List.of(
            "connection: keep-alive",
            "Accept: application/json",
            "authorization: Bearer DUMMY-TOKEN",
            "cookie: ",
            "user-agent: speakeasy-sdk/typescript 0.6.2 2.499.0 0.0.0 @livepeer/ai",
            "accept-language: *",
            "sec-fetch-mode: cors",
            "accept-encoding: gzip, deflate");
    List<String> python =
        List.of(
            "Accept-Encoding: gzip, deflate",
            "Connection: keep-alive",
            "Accept: application/json",
            "user-agent: speakeasy-sdk/python 0.10.0 2.499.0 0.0.0 livepeer-ai",
            "Authorization: bearer DUMMY-TOKEN");
    List<String> go = List.of("Accept: application/json", "Accept-Encoding: gzip");
    return List.of(
        new Case("npm, image first, blob", npm("blob", "application/octet-stream", ""), npm),
        new Case("npm, image first, file", npm("in.png", "image/png", ""), npm),
        new Case(
            "npm, everything given",
            new TestingForm()
                .image("caf\u00e9 %22x%22.png", "image/png", PICTURE)
                .text("prompt", UNICODE)
                .text("model_id", TestingServer.MODEL)
                .text("num_inference_steps", "20")
                .text("safety_check", "false")
                .text("seed", "42"),
            npm),
        new Case("npm studio", npm("in.png", "image/png", TestingServer.MODEL), npm),
        new Case(
            "PyPI, image last",
            new TestingForm()
                .text("prompt", "a cat")
                .text("model_id", "")
                .text("num_inference_steps", "75")
                .text("safety_check", "true")
                .image("in.png", "image/png", PICTURE),
            python),
        new Case(
            "Go, image second, nothing else",
            new TestingForm()
                .text("prompt", "a cat")
                .image("in.png", "application/octet-stream", PICTURE),
            go),
        new Case(
            "Go, image second, everything given",
            new TestingForm()
                .text("prompt", UNICODE)
                .image("caf\u00e9 \\\"x\\\".png", "application/octet-stream", PICTURE)
                .text("model_id", TestingServer.MODEL)
                .text("safety_check", "false")
                .text("seed", "42")
                .text("num_inference_steps", "20"),
            go));
  }

  /** Its absent optionals are sent as defaults, the model id as an empty part. */
  private static TestingForm npm(String fileName, String type, String model) {
    return new TestingForm()
        .image(fileName, type, PICTURE)
        .text("prompt", "a cat")
        .text("model_id", model)
        .text("num_inference_steps", "75")
        .text("safety_check", "true");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void getsItsPicture(Case request) {
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(), request.form(), request.headers().toArray(String[]::new));

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("192", answer.header("Pixelgate-Pixels").orElseThrow());
    assertTrue(runner.next().text().contains(new String(PICTURE, StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void getsItsPictureWhenTheBodyIsChunked(Case request) {
    byte[] body = request.form().body();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          "POST /upscale HTTP/1.1\r\nHost: gate.test\r\nTransfer-Encoding: chunked\r\nContent-Type: "
              + TestingForm.contentType()
              + "\r\n\r\n");
      for (int at = 0; at < body.length; at += 37) {
        int size = Math.min(37, body.length - at);
        client.write(Integer.toHexString(size) + "\r\n");
        client.write(Arrays.copyOfRange(body, at, at + size)).write("\r\n");
      }
      assertEquals(200, client.write("0\r\n\r\n").answer().status());
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void emptyPromptIsAMissingOne(Case request) {
    TestingForm form = new TestingForm().text("prompt", "").image(PICTURE);
    TestingAnswer answer =
        TestingClient.upscale(gateway.port(), form, request.headers().toArray(String[]::new));

    assertEquals(422, answer.status(), answer::toString);
    assertEquals(
        "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"Field required\",\"type\":\"missing\"}]}",
        answer.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "True", "YES", "on", "t", "y", "0", "FALSE", "no", "Off", "f", "n"})
  void booleansAreLax(String text) {
    TestingForm form = TestingForm.of(PICTURE).text("safety_check", text);

    assertEquals(200, TestingClient.upscale(gateway.port(), form).status());
    boolean on = List.of("1", "True", "YES", "on", "t", "y").contains(text);
    String sent = runner.next().text();
    assertTrue(
        sent.contains("name=\"safety_check\"\r\n") && sent.contains("\r\n\r\n" + on + "\r\n"),
        sent);
  }

  @Test
  void unknownFieldsAndFilesAreIgnored() {
    TestingForm form =
        new TestingForm()
            .text("guidance_scale", "7.5")
            .file("mask", "m.png", "image/png", PICTURE)
            .text("prompt", "a cat")
            .image(PICTURE)
            .text("loras", "");

    assertEquals(200, TestingClient.upscale(gateway.port(), form).status());
  }

  @Test
  void imageThatIsATextPartIsNoFile() {
    TestingForm form = new TestingForm().text("prompt", "a cat").text("image", "in.png");
    TestingAnswer answer = TestingClient.upscale(gateway.port(), form);

    assertEquals(422, answer.status(), answer::toString);
    assertTrue(answer.text().contains("[\"body\",\"image\"]"), answer::text);
  }

  @Test
  void seedZeroIsASeed() {
    TestingForm form = TestingForm.of(PICTURE).text("seed", "0");

    assertEquals(200, TestingClient.upscale(gateway.port(), form).status());
    String sent = runner.next().text();
    assertTrue(sent.substring(sent.indexOf("name=\"seed\"")).contains("\r\n\r\n0\r\n"), sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9007199254740992", "1.5", "abc", "99999999999999999999"})
  void seedsThatNoClientReadsBackAreRefused(String seed) {
    TestingForm form = TestingForm.of(PICTURE).text("seed", seed);

    assertEquals(422, TestingClient.upscale(gateway.port(), form).status());
  }
}
