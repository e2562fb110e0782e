package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingCertificate;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner whose certificate no public authority has signed. */
class SecureRunnerTest {
  @TempDir private Path folder;
  private Path own;

  @BeforeEach
  void makeCertificate() throws Exception {
    own = Files.createDirectory(folder.resolve("own"));
    TestingCertificate.make(own);
  }

  private TestingAnswer upscale(TestingRunner runner, String authority) {
    String url = runner.url().replace("http:", "https:");
    String entry = runner.entry("r", "1.0e-8 USD/px").replace(runner.url(), url);
    try (TestingServer gateway =
        TestingServer.gateway(folder, "", entry.replace("kind:", authority + " kind:"))) {
      return TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(8, 8)));
    }
  }

  @Test
  void servesWhenItsAuthorityIsConfigured() {
    try (TestingRunner runner = TestingRunner.startSecure(own)) {
      TestingAnswer answer = upscale(runner, "ca: own/cert.pem,");
      assertEquals(200, answer.status(), answer::toString);
    }
  }

  @Test
  void isAskedHowItIsOnItsAuthorityToo() {
    try (TestingRunner runner = TestingRunner.startSecure(own)) {
      String entry =
          runner
              .entry("r", "1.0e-8 USD/px")
              .replace(runner.url(), runner.url().replace("http:", "https:"))
              .replace("kind:", "ca: own/cert.pem, kind:");
      try (TestingServer gateway =
          TestingServer.gateway(folder, "discovery: { timeout: 20 s }\n", entry)) {
        String asked = "pixelgate_discovery_seconds_count 1";
        String metrics =
            TestingClient.until(
                Duration.ofSeconds(20),
                () -> TestingClient.get(gateway.port(), "/metrics").text(),
                text -> text.contains(asked));
        assertFalse(metrics.contains("pixelgate_discovery_failures_total{"), metrics);
      }
    }
  }

  @Test
  void isNotTrustedWithoutIt() {
    try (TestingRunner runner = TestingRunner.startSecure(own)) {
      assertEquals(502, upscale(runner, "").status());
      assertEquals(0, runner.received().size());
    }
  }

  @Test
  void isNotTrustedWithAnotherOne() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    TestingCertificate.make(other);
    try (TestingRunner runner = TestingRunner.startSecure(own)) {
      assertEquals(502, upscale(runner, "ca: other/cert.pem,").status());
      assertEquals(0, runner.received().size());
    }
  }
}
