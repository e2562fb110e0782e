package dev.pixelgate.function.reuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner.Received;
import dev.pixelgate.function.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal requests at the same time: one attempt for all of them. */
class SharedRequestsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HeldRunner held = new HeldRunner();
  private final List<TestingClient> clients = new ArrayList<>();
  private TestingServer gateway;

  @BeforeEach
  void start(@TempDir Path folder) {
    gateway =
        TestingServer.gateway(
            folder, "cache: { scope: account }", held.runner.entry("alpha", "1.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    clients.forEach(TestingClient::close);
    TestingClient.until(LIMIT, gateway::spooled, List.of()::equals);
    gateway.close();
    held.close();
  }

  private TestingClient ask(String... headers) {
    TestingClient client = TestingClient.to(gateway.port());
    clients.add(client);
    return client.upscale(TestingForm.of(TestingPng.plain(64, 64)), headers);
  }

  /** Waits until so many requests are being worked on, or wait for one that is. */
  private void running(int requests) {
    String line = "pixelgate_requests_running " + requests + ".0";
    TestingClient.until(
        LIMIT,
        () -> TestingClient.get(gateway.port(), "/metrics").text(),
        metrics -> metrics.lines().anyMatch(line::equals));
  }

  @Test
  void aHundredEqualRequestsAreOneAttempt() {
    List<TestingClient> hundred = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      hundred.add(ask());
    }
    Received job = held.runner.next();
    running(100);
    HeldRunner.serve(job, 64, 64);

    Set<String> urls = new HashSet<>();
    List<String> charges = new ArrayList<>();
    List<String> caches = new ArrayList<>();
    for (TestingClient client : hundred) {
      TestingAnswer answer = client.answer();
      assertEquals(200, answer.status(), answer::toString);
      urls.add(answer.image().getString("url"));
      charges.add(answer.header("Pixelgate-Charge").orElseThrow());
      caches.add(answer.header("Pixelgate-Cache").orElseThrow());
    }
    assertEquals(1, held.runner.received().size());
    assertEquals(100, urls.size());
    assertEquals(1, charges.stream().filter("0.000040960000 USD"::equals).count());
    assertEquals(99, charges.stream().filter("0.000000000000 USD"::equals).count());
    assertEquals(1, caches.stream().filter("miss"::equals).count());
    assertTrue(caches.contains("shared"), caches::toString);
  }

  @Test
  void whenTheFirstClientLeavesTheOthersAreServed() {
    TestingClient first = ask();
    Received job = held.runner.next();
    TestingClient second = ask();
    running(2);
    first.close();
    TestingClient third = ask();
    running(3);
    HeldRunner.serve(job, 64, 64);

    assertEquals("shared", second.answer().header("Pixelgate-Cache").orElseThrow());
    assertEquals("shared", third.answer().header("Pixelgate-Cache").orElseThrow());
    assertEquals(1, held.runner.received().size());
  }

  @Test
  void whenAllClientsLeaveTheOrderIsStopped() throws Exception {
    TestingClient first = ask();
    Received job = held.runner.next();
    CompletableFuture<Void> gone = new CompletableFuture<>();
    job.request().connection().closeHandler(closed -> gone.complete(null));
    TestingClient second = ask();
    running(2);
    first.close();
    second.close();
    gone.get(30, TimeUnit.SECONDS);
    running(0);

    TestingClient later = ask();
    HeldRunner.serve(held.runner.next(), 64, 64);
    assertEquals("miss", later.answer().header("Pixelgate-Cache").orElseThrow());
  }

  @Test
  void aJobThatFailsFailsForAllAndIsNotTriedAgain() {
    TestingClient first = ask();
    Received job = held.runner.next();
    TestingClient second = ask();
    running(2);
    HeldRunner.fail(job);

    TestingAnswer failed = first.answer();
    TestingAnswer same = second.answer();
    assertEquals("orchestrators-failed", failed.code());
    assertEquals(failed.text(), same.text());
    assertEquals("0", same.header("Pixelgate-Attempts").orElseThrow());
    assertEquals(1, held.runner.received().size());
  }

  @Test
  void whenTheFirstRunsOutOfItsOwnTimeTheNextOneLeads() {
    TestingClient first = ask("Pixelgate-Deadline: 1 s");
    held.runner.next();
    TestingClient second = ask();
    running(2);

    assertEquals("deadline", first.answer().code());
    HeldRunner.serve(held.runner.next(), 64, 64);
    TestingAnswer served = second.answer();
    assertEquals(200, served.status(), served::toString);
    assertEquals("0.000040960000 USD", served.header("Pixelgate-Charge").orElseThrow());
  }

  @Test
  void whoWaitsHasADeadlineOfItsOwn() {
    TestingClient first = ask();
    Received job = held.runner.next();
    TestingClient second = ask("Pixelgate-Deadline: 300 ms");

    assertEquals("deadline", second.answer().code());
    HeldRunner.serve(job, 64, 64);
    assertEquals(200, first.answer().status());
  }

  @Test
  void aCapBelowWhatTheFirstPaysBindsNobodyWhoPaysNothing() {
    TestingClient first = ask();
    Received job = held.runner.next();
    TestingClient second = ask("Pixelgate-Max-Charge: 0.000000000001 USD");
    running(2);
    HeldRunner.serve(job, 64, 64);

    assertEquals(200, first.answer().status());
    TestingAnswer shared = second.answer();
    assertEquals(200, shared.status(), shared::toString);
    assertEquals("0.000000000000 USD", shared.header("Pixelgate-Charge").orElseThrow());
  }

  @Test
  void noStoreWaitsForNobody() {
    TestingClient first = ask();
    Received job = held.runner.next();
    TestingClient second = ask("Cache-Control: no-store");
    HeldRunner.serve(held.runner.next(), 64, 64);
    HeldRunner.serve(job, 64, 64);

    assertEquals("0.000040960000 USD", first.answer().header("Pixelgate-Charge").orElseThrow());
    assertEquals("0.000040960000 USD", second.answer().header("Pixelgate-Charge").orElseThrow());
  }
}
