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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner behind a platform that lets those in whom it knows, such as a service of Cloud Run. */
class IdentifiedRunnerTest {
  private static final String HEADER = "X-Serverless-Authorization";

  /** In the year 2286. */
  private static final String TOKEN =
      "e30."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"exp\":9999999999}".getBytes(StandardCharsets.UTF_8))
          + ".c2ln";

  @TempDir private Path folder;
  private final TestingRunner metadata = TestingRunner.start();
  private TestingRunner runner;

  @BeforeEach
  void start() throws Exception {
    TestingCertificate.make(folder);
    runner = TestingRunner.startSecure(folder);
    metadata.isAsked(IdentifiedRunnerTest::sign);
  }

  @AfterEach
  void stop() {
    runner.close();
    metadata.close();
  }

  /** Tokens for this audience, for who asks as Google wants to be asked. */
  private static void sign(TestingRunner.Received one) {
    boolean asked =
        "https://w.example".equals(one.request().getParam("audience"))
            && "Google".equals(one.request().getHeader("Metadata-Flavor"));
    one.request().response().setStatusCode(asked ? 200 : 403).end(TOKEN);
  }

  private TestingServer gateway() {
    String entry =
        runner
            .entry("r", "1.0e-8 USD/px")
            .replace(runner.url(), runner.url().replace("http:", "https:"))
            .replace(
                "kind:",
                "ca: cert.pem, token: geheim, auth: { google-id-token: https://w.example }, kind:");
    return TestingServer.gateway(
        folder,
        Map.of("GCE_METADATA_HOST", metadata.url().substring("http://".length())),
        "discovery: { timeout: 20 s }\n",
        entry);
  }

  private static TestingAnswer upscale(TestingServer gateway) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(8, 8)));
  }

  @Test
  void isShownTheTokenWithEachJob() {
    try (TestingServer gateway = gateway()) {
      TestingAnswer answer = upscale(gateway);
      assertEquals(200, answer.status(), answer::toString);
    }
    TestingRunner.Received job = runner.next();
    assertEquals("Bearer " + TOKEN, job.request().getHeader(HEADER));
    assertEquals("Bearer geheim", job.request().getHeader("Authorization"));
  }

  @Test
  void isShownTheTokenWhenItIsAskedHowItIs() throws InterruptedException {
    BlockingQueue<Optional<String>> shown = new LinkedBlockingQueue<>();
    runner.isAsked(
        one -> {
          shown.add(Optional.ofNullable(one.request().getHeader(HEADER)));
          one.request().response().end("{\"status\":\"OK\"}");
        });
    try (TestingServer gateway = gateway()) {
      assertEquals(Optional.of("Bearer " + TOKEN), shown.poll(20, TimeUnit.SECONDS), gateway::url);
    }
  }

  @Test
  void isNotAskedWithoutAToken() {
    metadata.isAsked(one -> one.request().response().setStatusCode(403).end());
    try (TestingServer gateway = gateway()) {
      TestingAnswer answer = upscale(gateway);
      assertEquals(502, answer.status(), answer::toString);
      assertTrue(
          answer
              .text()
              .contains("was not asked, no Google identity: the metadata server answered 403"),
          answer::text);
      assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
    }
    assertEquals(0, runner.received().size());
  }
}
