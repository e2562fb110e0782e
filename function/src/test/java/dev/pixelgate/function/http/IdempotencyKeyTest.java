package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingRunner.Received;
import dev.pixelgate.function.TestingServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told that sends a request again under its {@code Idempotency-Key}. */
class IdempotencyKeyTest {
  private static final String KEY = "Idempotency-Key: order-17";
  private static final String CHARGE = "0.000040960000 USD";
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(64, 64));

  @TempDir Path folder;

  private final TestingRunner runner = TestingRunner.start();
  private TestingServer gateway;

  @BeforeEach
  void start() {
    gateway = gateway("");
  }

  private TestingServer gateway(String yaml) {
    return TestingServer.gateway(folder, yaml, runner.entry("alpha", "1.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
  }

  private TestingAnswer upscale(TestingForm form, String... headers) {
    return TestingClient.upscale(gateway.port(), form, headers);
  }

  private static void serve(Received job) {
    job.request()
        .response()
        .putHeader("Content-Type", "application/json")
        .end(TestingRunner.success(TestingPng.plain(256, 256), 7));
  }

  private static void assertReplays(TestingAnswer first, TestingAnswer again) {
    assertEquals(first.status(), again.status(), again::toString);
    assertEquals(first.text(), again.text());
    assertEquals(Optional.of("true"), again.header("Idempotency-Replayed"));
    for (String name :
        List.of("Charge", "Pixels", "Price", "Orchestrator", "Attempts", "Ignored")) {
      assertEquals(first.header("Pixelgate-" + name), again.header("Pixelgate-" + name), name);
    }
    assertEquals(first.header("Pixelgate-Request-Id"), again.header("Pixelgate-Original-Request"));
    assertNotEquals(first.header("Pixelgate-Request-Id"), again.header("Pixelgate-Request-Id"));
  }

  @Test
  void sameKeyAndJobAreAnsweredOnce() {
    TestingAnswer first = upscale(FORM, KEY);
    assertEquals(200, first.status(), first::toString);
    assertEquals(Optional.empty(), first.header("Idempotency-Replayed"));
    assertEquals(Optional.of(CHARGE), first.header("Pixelgate-Charge"));

    assertReplays(first, upscale(FORM, KEY));
    assertReplays(first, upscale(FORM, KEY, "Pixelgate-Max-Charge: 0.000000000001 USD"));
    assertEquals(1, runner.received().size());
  }

  @Test
  void otherJobUnderTheKeyIsAConflict() {
    TestingAnswer first = upscale(FORM, KEY);
    TestingForm dog = new TestingForm().text("prompt", "a dog").image(TestingPng.plain(64, 64));
    TestingAnswer conflict = upscale(dog, KEY);

    assertEquals(409, conflict.status());
    assertEquals("idempotency-conflict", conflict.code());
    assertEquals(
        first.header("Pixelgate-Request-Id").orElseThrow(), conflict.detail().getString("request"));
    assertEquals(1, runner.received().size());
    assertEquals(200, upscale(dog, "Idempotency-Key: order-18").status());
  }

  @Test
  void whoRepeatsWhileItRunsWaitsForTheSameAnswer() {
    runner.hangs();
    List<TestingClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(TestingClient.to(gateway.port()).upscale(FORM, KEY));
    }
    serve(runner.next());
    List<TestingAnswer> answers = clients.stream().map(TestingClient::answer).toList();

    assertEquals(1, answers.stream().map(TestingAnswer::text).distinct().count());
    assertEquals(
        19, answers.stream().filter(a -> a.header("Idempotency-Replayed").isPresent()).count());
    assertEquals(1, runner.received().size());
    clients.forEach(TestingClient::close);
  }

  @Test
  void theOrderGoesOnWhenItsClientLeavesAndIsThereWhenItComesBack() {
    runner.hangs();
    TestingClient first = TestingClient.to(gateway.port()).upscale(FORM, KEY);
    Received job = runner.next();
    first.close();
    try (TestingClient second = TestingClient.to(gateway.port()).upscale(FORM, KEY)) {
      serve(job);
      TestingAnswer answer = second.answer();

      assertEquals(200, answer.status(), answer::toString);
      assertEquals(Optional.of(CHARGE), answer.header("Pixelgate-Charge"));
      assertEquals(Optional.of("true"), answer.header("Idempotency-Replayed"));
      assertEquals(1, runner.received().size());
    }
  }

  @Test
  void aRefusalBeforeAnythingWasSentLeavesTheKeyFree() {
    TestingAnswer refused = upscale(FORM, KEY, "Pixelgate-Max-Charge: 0.000000000001 USD");
    assertEquals("over-cap", refused.code());
    TestingAnswer served = upscale(FORM, KEY);

    assertEquals(200, served.status(), served::toString);
    assertEquals(Optional.empty(), served.header("Idempotency-Replayed"));
  }

  @Test
  void aFailureOfWhatWasSentIsTheAnswer() {
    runner.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");
    TestingAnswer failed = upscale(FORM, KEY);
    assertEquals("orchestrators-failed", failed.code());
    runner.serves();

    TestingAnswer again = upscale(FORM, KEY);
    assertEquals(502, again.status());
    assertEquals(failed.text(), again.text());
    assertEquals(Optional.of("true"), again.header("Idempotency-Replayed"));
    assertEquals(1, runner.received().size());
  }

  @Test
  void anAnswerOutlivesTheServerAndHasTheUrlOfWhoeverAsks() {
    TestingAnswer first = upscale(FORM, KEY);
    gateway.close();
    gateway = gateway("public-url: https://gate.example\n");
    TestingAnswer again = upscale(FORM, KEY);

    assertEquals(Optional.of("true"), again.header("Idempotency-Replayed"));
    assertEquals(Optional.of(CHARGE), again.header("Pixelgate-Charge"));
    URI here = URI.create(first.image().getString("url"));
    URI there = URI.create(again.image().getString("url"));
    assertEquals("gate.example", there.getHost());
    assertEquals(here.getPath(), there.getPath());
    assertEquals(200, TestingClient.get(gateway.port(), there.getPath()).status());
    assertEquals(1, runner.received().size());
  }

  @Test
  void aHitIsKeptUnderTheKeyToo() {
    gateway.close();
    gateway = gateway("cache: { scope: account }\n");
    upscale(FORM);
    TestingAnswer hit = upscale(FORM, KEY);

    assertEquals(Optional.of("hit"), hit.header("Pixelgate-Cache"));
    assertReplays(hit, upscale(FORM, KEY));
  }

  private String quote() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer answer =
          client
              .send("POST", "/v1/quotes", FORM.body(), "Content-Type: " + TestingForm.contentType())
              .answer();
      assertEquals(200, answer.status(), answer::toString);
      return "Pixelgate-Quote: " + answer.json().getString("quote");
    }
  }

  @Test
  void aRepetitionIsAnsweredThoughItsQuoteIsUsed() {
    String quote = quote();
    TestingAnswer first = upscale(FORM, KEY, quote);
    assertEquals(200, first.status(), first::toString);

    assertReplays(first, upscale(FORM, KEY, quote));
    assertEquals("quote-used", upscale(FORM, quote).code());
    assertEquals("quote-used", upscale(FORM, "Idempotency-Key: order-18", quote).code());
    TestingAnswer fresh = upscale(FORM, "Idempotency-Key: order-18");
    assertEquals(Optional.empty(), fresh.header("Idempotency-Replayed"));
    assertEquals(2, runner.received().size());
  }

  @Test
  void whatIsFreeUsesNoQuote() {
    gateway.close();
    gateway = gateway("cache: { scope: account }\n");
    upscale(FORM);
    String quote = quote();

    assertEquals(Optional.of("hit"), upscale(FORM, quote).header("Pixelgate-Cache"));
    TestingAnswer paid = upscale(FORM, quote, "Cache-Control: no-store");
    assertEquals(200, paid.status(), paid::toString);
    assertEquals(Optional.of(CHARGE), paid.header("Pixelgate-Charge"));
  }

  @Test
  void aHitLeavesAReceipt() {
    gateway.close();
    gateway = gateway("cache: { scope: account }\n");
    upscale(FORM);
    String id = upscale(FORM).header("Pixelgate-Request-Id").orElseThrow();
    TestingAnswer receipt = TestingClient.get(gateway.port(), "/v1/receipts/" + id);

    assertEquals(200, receipt.status(), receipt::toString);
    assertEquals(Boolean.TRUE, receipt.json().getBoolean("cached"));
  }

  @Test
  void aKeyIsUpTo255VisibleCharacters() {
    assertEquals(200, upscale(FORM, "Idempotency-Key: " + "k".repeat(255)).status());
    TestingAnswer tooLong = upscale(FORM, "Idempotency-Key: " + "k".repeat(256));
    assertEquals("bad-header", tooLong.code());
    assertTrue(tooLong.detail().getString("msg").contains("255"), tooLong::toString);
    assertEquals("bad-header", upscale(FORM, "Idempotency-Key: a b").code());
    assertEquals("bad-header", upscale(FORM, KEY, "Idempotency-Key: order-18").code());
  }
}
