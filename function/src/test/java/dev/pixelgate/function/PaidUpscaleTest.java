package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.ledger.Audit;
import dev.pixelgate.function.receipt.ReceiptAudit;
import dev.pixelgate.function.receipt.ReceiptCheck;
import dev.pixelgate.function.signing.PublicKeys;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.SqliteDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upscales that are bought on a chain, from HTTP to the books. */
class PaidUpscaleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] PICTURE = TestingPng.plain(64, 64);

  /** 4096 pixels at 4816054.71 wei. */
  private static final String OWED = "19726560093";

  private static final String CHARGE = "0.000059179681 USD";

  private final TestingPaidMarket market = TestingPaidMarket.start();

  @TempDir Path folder;

  @AfterEach
  void close() {
    market.close();
  }

  private TestingServer gateway(String more, String... others) {
    return TestingServer.gateway(
        folder,
        market.yaml() + more,
        Stream.concat(Stream.of(market.entry()), Stream.of(others)).toArray(String[]::new));
  }

  private static TestingAnswer upscale(TestingServer gateway) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE));
  }

  private static void untilSold(TestingServer gateway) {
    TestingClient.until(
        PATIENCE, () -> offer(gateway, "alpha"), offer -> offer.containsKey("rank"));
  }

  private static JsonObject offer(TestingServer gateway, String name) {
    return TestingClient.get(gateway.port(), "/v1/prices").json().getJsonArray("offers").stream()
        .map(JsonObject.class::cast)
        .filter(offer -> offer.getString("orchestrator").equals(name))
        .findFirst()
        .orElse(new JsonObject());
  }

  private static TestingAnswer receipt(TestingServer gateway, TestingAnswer sold) {
    TestingAnswer receipt =
        TestingClient.get(
            gateway.port(), "/v1/receipts/" + sold.header("Pixelgate-Request-Id").orElseThrow());
    assertEquals(200, receipt.status(), receipt::toString);
    return receipt;
  }

  private <T> T store(Function<Database, Future<T>> work) {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = new SqliteDatabase(vertx, folder.resolve("pixelgate-data"));
      return Blocking.join(work.apply(database).eventually(database::close));
    } finally {
      Blocking.join(vertx.close());
    }
  }

  private List<String> rows(String sql) {
    return store(database -> database.read(session -> session.rows(sql))).stream()
        .map((Row row) -> row.text(0))
        .toList();
  }

  private void assertSound() {
    List<Audit.Checked> checked =
        store(
            database ->
                new Audit(database)
                    .run()
                    .compose(
                        ledger ->
                            new ReceiptAudit(database, Instant.now(), Duration.ofDays(400))
                                .run()
                                .map(
                                    receipts ->
                                        Stream.concat(ledger.stream(), receipts.stream())
                                            .toList())));
    checked.forEach(one -> assertEquals(List.of(), one.findings(), one.invariant()));
  }

  private static void assertMeter(TestingServer gateway, String line) {
    String metrics = TestingClient.get(gateway.port(), "/metrics").text();
    assertTrue(metrics.lines().anyMatch(line::equals), () -> line + " in " + metrics);
  }

  @Test
  void buysOnAChainAndTellsWhatItCostInDollarsAndInWei() {
    try (TestingServer gateway = gateway("")) {
      untilSold(gateway);

      TestingAnswer sold = upscale(gateway);

      assertEquals(200, sold.status(), sold::toString);
      assertEquals("alpha", sold.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("481605471/100 wei/px", sold.header("Pixelgate-Price").orElseThrow());
      assertEquals(CHARGE, sold.header("Pixelgate-Charge").orElseThrow());
      TestingAnswer receipt = receipt(gateway, sold);
      JsonObject attempt = receipt.json().getJsonArray("attempts").getJsonObject(0);
      assertEquals(CHARGE, attempt.getString("owed"));
      assertEquals(OWED + " wei", attempt.getString("owed_wei"));
      assertEquals("3000 USD/ETH", attempt.getString("rate"));
      assertEquals(
          new JsonObject().put("wei", "24000000001 wei").put("tickets", 3),
          attempt.getJsonObject("paid"));
      assertGenuine(gateway, receipt);
      assertMeter(gateway, "pixelgate_payment_paid_wei_total{orchestrator=\"alpha\"} 2.4E10");
      assertMeter(
          gateway, "pixelgate_payment_owed_wei_total{orchestrator=\"alpha\"} 1.972656009216E10");
      assertMeter(gateway, "pixelgate_payment_float_wei{orchestrator=\"alpha\"} 4.27343990784E9");
      assertMeter(gateway, "pixelgate_payment_in_flight_wei{orchestrator=\"alpha\"} 0.0");
      assertMeter(gateway, "pixelgate_signer_requests_total 1.0");
    }
    assertEquals(
        List.of(
            "paid 24000000001 deposit credit:alpha 72000001",
            "lost 4273439908 credit:alpha gateway stopped"),
        rows(
            """
            SELECT kind || ' ' || wei || ' ' || debit || ' ' || credit || ' '
              || COALESCE(reason, CAST(usd AS TEXT)) FROM payment ORDER BY kind DESC"""));
    assertEquals(List.of(OWED), rows("SELECT wei FROM attempt"));
    assertSound();
  }

  private static void assertGenuine(TestingServer gateway, TestingAnswer receipt) {
    ReceiptCheck check =
        new ReceiptCheck(
            PublicKeys.parse(TestingClient.get(gateway.port(), "/.well-known/jwks.json").text()));
    check.add("receipt", receipt.text().getBytes(StandardCharsets.US_ASCII));
    assertTrue(check.report().isGood(), () -> check.report().toString());
  }

  @Test
  void goesToTheNextOfferWhenTheSignerIsAway() {
    try (TestingRunner runner = TestingRunner.start();
        TestingServer gateway = gateway("", runner.entry("beta", "1e-6 USD/px"))) {
      untilSold(gateway);
      market.loseSigner();

      TestingAnswer sold = upscale(gateway);

      assertEquals(200, sold.status(), sold::toString);
      assertEquals("beta", sold.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("0.004096000000 USD", sold.header("Pixelgate-Charge").orElseThrow());
      JsonObject attempt = receipt(gateway, sold).json().getJsonArray("attempts").getJsonObject(0);
      assertEquals("alpha", attempt.getString("orchestrator"));
      assertEquals("0 wei", attempt.getString("owed_wei"));
      assertTrue(!attempt.containsKey("paid"), attempt::encode);
    }
    assertEquals(List.of(), rows("SELECT id FROM payment"));
    assertSound();
  }

  @Test
  void refusesAPriceThatRoseOverTheCap() {
    try (TestingServer gateway = gateway("caps: [ { max: 5000000 wei/px } ]\n")) {
      untilSold(gateway);
      market.asks(2 * TestingPaidMarket.PRICE);

      TestingAnswer refused = upscale(gateway);

      assertEquals(402, refused.status(), refused::toString);
      assertEquals(
          "over-cap", refused.json().getJsonObject("detail").getString("code"), refused::text);
    }
    // It was restarted with that, so that tickets were on their way before it said so.
    assertEquals(
        List.of("lost 24000000001 restarted", "paid 24000000001 none"),
        rows(
            "SELECT kind || ' ' || wei || ' ' || COALESCE(reason, 'none') FROM payment"
                + " ORDER BY kind"));
    assertEquals(0, market.node().takings().tickets());
    assertEquals(List.of("released"), rows("SELECT step FROM transfer WHERE step <> 'dispatched'"));
    assertSound();
  }

  @Test
  void paysAPriceThatRoseWithinTheCapAndBooksThat() {
    try (TestingServer gateway = gateway("")) {
      untilSold(gateway);
      market.asks(2 * TestingPaidMarket.PRICE);

      TestingAnswer sold = upscale(gateway);

      assertEquals(200, sold.status(), sold::toString);
      assertEquals("481605471/50 wei/px", sold.header("Pixelgate-Price").orElseThrow());
      assertEquals("0.000118359361 USD", sold.header("Pixelgate-Charge").orElseThrow());
    }
    assertSound();
  }
}
