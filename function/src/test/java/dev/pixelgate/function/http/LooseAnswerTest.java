package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was bought is delivered, whatever the disk says. */
class LooseAnswerTest {
  private static final byte[] PICTURE = TestingPng.plain(256, 256);
  private static final byte[] RESULT = TestingPng.plain(1024, 1024);
  private static final String DATA = "data:image/png;base64,";

  @TempDir private Path folder;
  private TestingRunner runner;
  private TestingServer gateway;

  @BeforeEach
  void start() {
    runner = TestingRunner.start();
    gateway = TestingServer.gateway(folder, "", runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
  }

  private TestingAnswer upscale() {
    return TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE));
  }

  private static void assertInTheAnswer(TestingAnswer answer) {
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(Set.of("images"), answer.json().fieldNames());
    assertEquals(Set.of("url", "seed", "nsfw"), answer.image().fieldNames());
    String url = answer.image().getString("url");
    assertTrue(url.startsWith(DATA), url);
    assertArrayEquals(RESULT, Base64.getDecoder().decode(url.substring(DATA.length())));
    assertEquals("0.000655360000 USD", answer.header("Pixelgate-Charge").orElseThrow());
  }

  private Path media() {
    return gateway.data().resolve("media");
  }

  /** A file where the folder of pictures should be, which the first sweep has made. */
  private void breakMedia() throws IOException {
    TestingClient.until(
        Duration.ofSeconds(20), () -> Files.isDirectory(media()), Boolean::booleanValue);
    Files.delete(media());
    Files.writeString(media(), "a file");
  }

  @Test
  void pictureThatCannotBePublishedIsInTheAnswerAndCharged() throws IOException {
    breakMedia();
    assertInTheAnswer(upscale());

    TestingClient.until(Duration.ofSeconds(20), gateway::spooled, List::isEmpty);
    String metrics = TestingClient.get(gateway.port(), "/metrics").text();
    assertTrue(
        metrics.contains(
            "pixelgate_charge_usd_total{orchestrator=\"r\",pipeline=\"upscale\"} 6.5536E-4"),
        metrics);
  }

  @Test
  void pictureThatCannotBeSpooledIsInTheAnswerToo() throws IOException {
    breakMedia();
    try (DirectoryStream<Path> spools =
        Files.newDirectoryStream(gateway.data().resolve("spool"), Files::isDirectory)) {
      for (Path spool : spools) {
        Files.delete(spool);
      }
    }
    assertInTheAnswer(upscale());
  }

  @Test
  void isAUrlAgainWhenTheDiskIs() throws IOException {
    breakMedia();
    assertInTheAnswer(upscale());
    Files.delete(media());
    TestingAnswer answer = upscale();

    String url = answer.image().getString("url");
    assertTrue(url.startsWith("http://"), url);
    assertArrayEquals(
        RESULT, TestingClient.get(gateway.port(), URI.create(url).getRawPath()).body());
  }
}
