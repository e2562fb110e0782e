package dev.pixelgate.function.reuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.s3.TestingS3;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are given again from a bucket. */
class BucketResultsTest {
  @TempDir private Path folder;
  private final TestingRunner runner = TestingRunner.start();
  private String bucket;
  private TestingServer gateway;

  @BeforeEach
  void start() {
    bucket = TestingS3.shared().newBucket();
    gateway = start("one");
  }

  private TestingServer start(String name) {
    return TestingServer.gateway(
        folder.resolve(name),
        TestingS3.environment(),
        "cache: { scope: account }\nmedia: { url: \"" + bucket + "\", deliver: through }",
        runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
  }

  private TestingAnswer upscale(String cache) {
    TestingAnswer answer =
        TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(64, 64)));
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(Optional.of(cache), answer.header("Pixelgate-Cache"), answer::toString);
    return answer;
  }

  private static String path(TestingAnswer answer) {
    return URI.create(answer.image().getString("url")).getPath();
  }

  private int status(String method, TestingAnswer answer) {
    return TestingClient.once(gateway.port(), method, path(answer)).status();
  }

  @Test
  void sameRequestAgainIsFreeAndHasAUrlOfItsOwn() {
    TestingAnswer first = upscale("miss");
    TestingAnswer second = upscale("hit");

    assertNotEquals(path(first), path(second));
    assertEquals("0.000000000000 USD", second.header("Pixelgate-Charge").orElseThrow());
    assertEquals(200, status("GET", first));
    assertEquals(200, status("GET", second));
    assertEquals(1, runner.received().size());
  }

  @Test
  void onesThatItsAccountDeletesIsBoughtAgain() {
    upscale("miss");
    TestingAnswer hit = upscale("hit");
    assertEquals(204, status("DELETE", hit));
    TestingAnswer bought = upscale("miss");
    assertEquals(204, status("DELETE", bought));
    upscale("miss");
    assertEquals(3, runner.received().size());
  }

  @Test
  void oneThatAnotherInstanceDeletedIsBoughtAgain() {
    TestingAnswer first = upscale("miss");
    TestingAnswer hit = upscale("hit");
    try (TestingServer other = start("two")) {
      assertEquals(204, TestingClient.once(other.port(), "DELETE", path(first)).status());
    }
    TestingAnswer bought = upscale("miss");
    assertEquals("0.000040960000 USD", bought.header("Pixelgate-Charge").orElseThrow());
    assertEquals(200, status("GET", hit));
    upscale("hit");
    assertEquals(2, runner.received().size());
  }
}
