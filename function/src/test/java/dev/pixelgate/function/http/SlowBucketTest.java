package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.s3.TestingS3;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket that takes a bought picture and says nothing. */
class SlowBucketTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(64, 64));
  private static final String KEY = "Authorization: Bearer foo";
  private static final String CHARGE = "0.000040960000 USD";

  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  @TempDir private Path folder;
  private final TestingRunner runner = TestingRunner.start();
  private final TestingRunner bucket = TestingRunner.start().hangs();

  @AfterEach
  void stop() {
    runner.close();
    bucket.close();
  }

  private TestingServer gateway(String drain, String scope) {
    return TestingServer.gateway(
        folder,
        TestingS3.environment(),
        """
        limits: { drain: %s }
        cache: { scope: %s }
        media: { url: "s3://b-1?endpoint=%s&region=us-east-1" }
        accounts: [ { name: acme, key-sha256: %s, budget: 1 USD/day } ]
        """
            .formatted(drain, scope, bucket.url(), FOO),
        runner.entry("r", "1.0e-8 USD/px"));
  }

  private static void assertDelivered(TestingAnswer answer) {
    assertEquals(200, answer.status(), answer::toString);
    String url = answer.image().getString("url");
    assertTrue(url.startsWith("data:image/png;base64,"), url);
    assertEquals(Optional.of(CHARGE), answer.header("Pixelgate-Charge"));
  }

  /** Once, and with a receipt. */
  private static void assertPaid(TestingServer gateway, TestingAnswer answer) {
    JsonObject account =
        TestingClient.get(gateway.port(), "/v1/account", KEY, "Accept: application/json").json();
    assertEquals("0.000000000000 USD", account.getString("reserved"));
    assertEquals(CHARGE, account.getString("spent"));
    String id = answer.header("Pixelgate-Request-Id").orElseThrow();
    assertEquals(200, TestingClient.get(gateway.port(), "/v1/receipts/" + id, KEY).status());
  }

  /** It would have been asked again after 10 s, and after that. */
  @Test
  void isLeftWhenTheDeadlineOfTheRequestIsNear() throws IOException {
    try (TestingServer gateway = gateway("1 s", "account")) {
      TestingAnswer answer =
          TestingClient.upscale(gateway.port(), FORM, KEY, "Pixelgate-Deadline: 1 s");

      assertDelivered(answer);
      assertEquals(1, bucket.received().size());
      assertPaid(gateway, answer);
      assertEquals(List.of(), gateway.spooled());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "off"})
  void isLeftAtOnceByAServerThatEnds(String scope) {
    TestingServer gateway = gateway("1 ms", scope);
    TestingAnswer answer;
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.upscale(FORM, KEY);
      bucket.next();
      gateway.close();
      answer = client.answer();
    }

    assertDelivered(answer);
    try (TestingServer next = gateway("1 ms", scope)) {
      assertPaid(next, answer);
    }
  }

  @Test
  void isLeftByAServerThatEndsForAnOrderUnderAKeyToo() {
    TestingServer gateway = gateway("1 ms", "off");
    String order = "Idempotency-Key: order-17";
    TestingAnswer answer;
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.upscale(FORM, KEY, order);
      bucket.next();
      gateway.close();
      answer = client.answer();
    }

    assertDelivered(answer);
    try (TestingServer next = gateway("1 ms", "off")) {
      TestingAnswer again = TestingClient.upscale(next.port(), FORM, KEY, order);
      assertEquals(Optional.of("true"), again.header("Idempotency-Replayed"), again::toString);
      assertPaid(next, answer);
    }
  }
}
