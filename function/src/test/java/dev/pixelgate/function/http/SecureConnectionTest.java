package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate of this test, and HTTP/2 over it and without it. */
class SecureConnectionTest {
  private static final char[] PASSWORD = "testing".toCharArray();
  private static final byte[] BODY = TestingForm.of(TestingPng.plain(8, 8)).body();

  private static TestingRunner runner;
  private static TestingServer gateway;
  private static SSLContext trust;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    certificate(folder);
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

  /** The JDK's own keytool makes the pair; the server wants PEM files. */
  private static void certificate(Path folder) throws Exception {
    Path store = folder.resolve("pair.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gate",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore pair = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      pair.load(in, PASSWORD);
    }
    Certificate certificate = pair.getCertificate("gate");
    Key key = pair.getKey("gate", PASSWORD);
    pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded());
    pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gate", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    trust = SSLContext.getInstance("TLS");
    trust.init(null, managers.getTrustManagers(), null);
  }

  private static void pem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
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
