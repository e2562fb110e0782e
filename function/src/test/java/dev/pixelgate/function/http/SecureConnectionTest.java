package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingCertificate;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate of this test, and HTTP/2 over it and without it. */
class SecureConnectionTest {
  private static final byte[] BODY = TestingForm.of(TestingPng.plain(8, 8)).body();

  private static TestingRunner runner;
  private static TestingServer gateway;
  private static SSLContext trust;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    TestingCertificate.make(folder);
    trust = TestingCertificate.trust(folder);
    runner = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            "listen: { host: localhost, tls: { cert: cert.pem, key: key.pem } }",
            runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  private static HttpResponse<String> upscale(String url, HttpClient.Version version)
      throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).version(version).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + "/upscale"))
              .header("Content-Type", TestingForm.contentType())
              .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
              .timeout(Duration.ofSeconds(30))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void assertSold(HttpResponse<String> answer, String scheme) {
    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals("r", answer.headers().firstValue("pixelgate-orchestrator").orElseThrow());
    String url =
        new JsonObject(answer.body()).getJsonArray("images").getJsonObject(0).getString("url");
    assertTrue(url.startsWith(scheme + "://localhost:"), url);
  }

  @Test
  void sellsOverTls() throws Exception {
    assertTrue(gateway.url().startsWith("https://localhost:"), gateway.url());
    HttpResponse<String> answer = upscale(gateway.url(), HttpClient.Version.HTTP_1_1);

    assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
    assertSold(answer, "https");
  }

  @Test
  void speaksHttp2WhenAskedOverTls() throws Exception {
    HttpResponse<String> answer = upscale(gateway.url(), HttpClient.Version.HTTP_2);

    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    assertSold(answer, "https");
  }

  @Test
  void refusesOverHttp2BeforeTheBodyIsRead() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(gateway.url() + "/upscale"))
                  .header("Content-Type", TestingForm.contentType())
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[25 << 20]))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertEquals(413, answer.statusCode(), answer::body);
      assertEquals(
          "too-large", new JsonObject(answer.body()).getJsonObject("detail").getString("code"));
    }
  }

  @Test
  void speaksHttp2WithoutTlsToo(@TempDir Path folder) throws Exception {
    try (TestingServer plain =
        TestingServer.gateway(
            folder, "listen: { host: localhost }", runner.entry("r", "1.0e-8 USD/px"))) {
      HttpResponse<String> answer = upscale(plain.url(), HttpClient.Version.HTTP_2);

      assertSold(answer, "http");
    }
  }

  @Test
  void hasNoAnswerForPlainTextOnItsTlsPort() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write("GET /health HTTP/1.1\r\nHost: g\r\n\r\n");
      String outcome;
      try {
        TestingAnswer answer = client.answer();
        outcome = answer.text();
      } catch (UncheckedIOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
        outcome = "none";
      }
      assertEquals("none", outcome);
    }
  }
}
