package dev.pixelgate.function.reuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client that asks for the same picture again pays and gets: nothing, and the picture. */
class ReusedResultsTest {
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
  private static final String BAR =
      "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";
  private static final String ACCOUNTS =
      "accounts: [ { name: acme, key-sha256: %s }, { name: other, key-sha256: %s } ]\n"
          .formatted(FOO, BAR);
  private static final byte[] PICTURE = TestingPng.plain(64, 64);

  @TempDir Path folder;

  private final TestingRunner runner = TestingRunner.start();

  @AfterEach
  void stop() {
    runner.close();
  }

  private TestingServer gateway(String yaml) {
    return TestingServer.gateway(folder, yaml, runner.entry("alpha", "1.0e-8 USD/px"));
  }

  private static TestingAnswer upscale(TestingServer gateway, TestingForm form, String... headers) {
    TestingAnswer answer = TestingClient.upscale(gateway.port(), form, headers);
    assertEquals(200, answer.status(), answer::toString);
    return answer;
  }

  private static TestingAnswer upscale(TestingServer gateway, String... headers) {
    return upscale(gateway, TestingForm.of(PICTURE), headers);
  }

  private static String url(TestingAnswer answer) {
    return answer.image().getString("url");
  }

  private static String path(TestingAnswer answer) {
    return URI.create(url(answer)).getPath();
  }

  private static void assertCache(String expected, TestingAnswer answer) {
    assertEquals(Optional.of(expected), answer.header("Pixelgate-Cache"), answer::toString);
  }

  private List<Path> cached() throws IOException {
    Path cache = folder.resolve("pixelgate-data").resolve("cache");
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .toList();
    }
  }

  @Test
  void sameRequestAgainIsFreeAndHasAUrlOfItsOwn() throws IOException {
    try (TestingServer gateway = gateway("cache: { scope: account }")) {
      TestingAnswer first = upscale(gateway);
      TestingAnswer second = upscale(gateway);

      assertCache("miss", first);
      assertCache("hit", second);
      assertEquals(1, runner.received().size());
      assertEquals("0.000000000000 USD", second.header("Pixelgate-Charge").orElseThrow());
      assertEquals("0", second.header("Pixelgate-Attempts").orElseThrow());
      assertEquals("alpha", second.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals(first.header("Pixelgate-Pixels"), second.header("Pixelgate-Pixels"));
      assertEquals(first.header("Pixelgate-Price"), second.header("Pixelgate-Price"));
      assertNotEquals(url(first), url(second));
      assertArrayEquals(
          TestingClient.get(gateway.port(), path(first)).body(),
          TestingClient.get(gateway.port(), path(second)).body());
      assertEquals(1, cached().size());
      String metrics = TestingClient.get(gateway.port(), "/metrics").text();
      assertEquals(1.0, metric(metrics, "pixelgate_cache_total{result=\"hit\"}"));
      assertEquals(1.0, metric(metrics, "pixelgate_cache_total{result=\"miss\"}"));
      assertEquals(
          2.0, metric(metrics, "pixelgate_requests_total{outcome=\"done\",pipeline=\"upscale\"}"));
    }
    assertEquals(List.of(), cached());
  }

  private static double metric(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  @Test
  void anotherPromptOfAModelThatDrawsNothingIsTheSamePicture() {
    try (TestingServer gateway = gateway("cache: { scope: account }")) {
      upscale(gateway);
      TestingAnswer dog =
          upscale(gateway, new TestingForm().text("prompt", "a dog").image(PICTURE));

      assertCache("hit", dog);
    }
  }

  @Test
  void aSeedThatIsGivenComesBack() {
    try (TestingServer gateway = gateway("cache: { scope: account }")) {
      upscale(gateway, seeded(11));
      TestingAnswer again = upscale(gateway, seeded(12));

      assertCache("hit", again);
      assertEquals(12, again.image().getLong("seed"));
      assertCache("miss", upscale(gateway));
    }
  }

  private static TestingForm seeded(int seed) {
    return new TestingForm().text("prompt", "a cat").text("seed", "" + seed).image(PICTURE);
  }

  @Test
  void otherBytesAreAnotherPicture() {
    try (TestingServer gateway = gateway("cache: { scope: account }")) {
      upscale(gateway);

      assertCache("miss", upscale(gateway, TestingForm.of(TestingPng.plain(64, 65))));
    }
  }

  @Test
  void noStoreNeitherReadsNorWrites() throws IOException {
    try (TestingServer gateway = gateway("cache: { scope: account }")) {
      TestingAnswer first = upscale(gateway, "Cache-Control: max-age=0, No-Store");

      assertEquals(Optional.empty(), first.header("Pixelgate-Cache"));
      assertEquals(List.of(), cached());
      assertCache("miss", upscale(gateway));
      TestingAnswer third = upscale(gateway, "Cache-Control: no-store");
      assertEquals(Optional.empty(), third.header("Pixelgate-Cache"));
      assertEquals("0.000040960000 USD", third.header("Pixelgate-Charge").orElseThrow());
      assertEquals(3, runner.received().size());
    }
  }

  @Test
  void aPictureThatItsAccountDeletesLeavesTheCache() throws IOException {
    try (TestingServer gateway = gateway("cache: { scope: account }")) {
      upscale(gateway);
      TestingAnswer hit = upscale(gateway);
      TestingAnswer deleted = TestingClient.once(gateway.port(), "DELETE", path(hit));

      assertEquals(204, deleted.status());
      TestingClient.until(
          java.time.Duration.ofSeconds(10), this::cachedOrNone, List.<Path>of()::equals);
      assertCache("miss", upscale(gateway));
      assertEquals(2, runner.received().size());
    }
  }

  private List<Path> cachedOrNone() {
    try {
      return cached();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void oneThatIsDeletedByAnotherAccountStays() {
    try (TestingServer gateway = gateway(ACCOUNTS + "cache: { scope: account }")) {
      String foo = "Authorization: Bearer foo";
      TestingAnswer first = upscale(gateway, foo);
      TestingAnswer refused =
          TestingClient.once(gateway.port(), "DELETE", path(first), "Authorization: Bearer bar");

      assertEquals(404, refused.status());
      assertCache("hit", upscale(gateway, foo));
    }
  }

  @Test
  void accountsDoNotShareUnlessTheConfigurationSaysSo() {
    try (TestingServer gateway = gateway(ACCOUNTS + "cache: { scope: account }")) {
      upscale(gateway, "Authorization: Bearer foo");

      assertCache("miss", upscale(gateway, "Authorization: Bearer bar"));
    }
    try (TestingServer gateway = gateway(ACCOUNTS + "cache: { scope: shared }")) {
      upscale(gateway, "Authorization: Bearer foo");
      TestingAnswer hit = upscale(gateway, "Authorization: Bearer bar");

      assertCache("hit", hit);
      TestingAnswer deleted =
          TestingClient.once(gateway.port(), "DELETE", path(hit), "Authorization: Bearer bar");
      assertEquals(204, deleted.status());
    }
  }

  @Test
  void nothingIsReusedWhenItIsOff() {
    try (TestingServer gateway = gateway("cache: { scope: off }")) {
      assertEquals(Optional.empty(), upscale(gateway).header("Pixelgate-Cache"));
      assertEquals(Optional.empty(), upscale(gateway).header("Pixelgate-Cache"));
      assertEquals(2, runner.received().size());
    }
  }

  @Test
  void whatIsLargerThanTheCacheIsNotKept() throws IOException {
    try (TestingServer gateway = gateway("cache: { scope: account, bytes: 1 B }")) {
      assertCache("miss", upscale(gateway, TestingForm.of(TestingPng.plain(512, 512))));
      assertCache("miss", upscale(gateway, TestingForm.of(TestingPng.plain(512, 512))));
      TestingClient.until(
          java.time.Duration.ofSeconds(10), this::cachedOrNone, List.<Path>of()::equals);
    }
  }

  @Test
  void aHitNeedsNoOrchestrator() {
    try (TestingServer gateway = gateway("cache: { scope: account }")) {
      upscale(gateway);
      runner.answers(500, "{}");

      assertCache("hit", upscale(gateway, "Pixelgate-Max-Charge: 0.000000000001 USD"));
    }
  }
}
