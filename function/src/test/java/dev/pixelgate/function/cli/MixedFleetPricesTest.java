package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingPaidMarket;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pixelgate prices} of on-chain, off-chain, ai-runner and own offers, with what to do about
 * those that cannot be bought.
 */
class MixedFleetPricesTest {
  private TestingPaidMarket market;
  private TestingRunner runner;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    market = TestingPaidMarket.start();
    runner = TestingRunner.start();
  }

  @AfterEach
  void stop() {
    runner.close();
    market.close();
  }

  private Path config(String payments) throws IOException {
    return Files.writeString(
        folder.resolve("c.yaml"),
        """
        data: %s
        %s
        orchestrators:
          - %s
          - { name: off-chain, url: '%s', kind: livepeer, offers: [ { pipeline: upscale, model: %s, price: 1.5e-8 USD/px } ] }
          - { name: greedy, url: '%s', kind: livepeer, offers: [ { pipeline: upscale, model: %s, price: 1 wei/px } ] }
          - %s
        """
            .formatted(
                folder.resolve("data"),
                payments,
                market.entry(),
                market.offChain().url(),
                TestingServer.MODEL,
                market.withTicketsWorth(10_000_000_000_001L).url(),
                TestingServer.MODEL,
                runner.entry("runner", "1.3e-8 USD/px")));
  }

  private static JsonObject board(Path config) {
    TestingCommand prices =
        TestingCommand.run("prices", "--config", config, "--pixels", "64x64", "--json");
    assertEquals(0, prices.exitCode(), prices::toString);
    return prices.json();
  }

  private static List<String> shown(JsonObject board, String... fields) {
    return board.getJsonArray("offers").stream()
        .map(JsonObject.class::cast)
        .map(
            offer ->
                offer.getString("orchestrator")
                    + " "
                    + String.join(
                        " ", List.of(fields).stream().map(f -> "" + offer.getValue(f)).toList()))
        .toList();
  }

  @Test
  void ranksEveryKindByWhatItCostsInDollars() throws IOException {
    JsonObject board = board(config(market.yaml()));
    assertEquals(
        List.of(
            "self-hosted 1 0.000040960000 USD",
            "runner 2 0.000053248000 USD",
            "alpha 3 0.000059179681 USD",
            "off-chain 4 0.000061440000 USD",
            "greedy null 0.000059179681 USD"),
        shown(board, "rank", "charge"));
    assertTrue(
        shown(board, "reason", "why")
            .contains(
                "greedy refused refused: wants tickets worth 10000000000001 wei, of which it may hold"
                    + " two; raise payments.max-float, now 20000000000000 wei"),
        () -> shown(board, "reason", "why").toString());
  }

  private static String unanswered(JsonObject board, String name) {
    return board.getJsonArray("unanswered").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("orchestrator").equals(name))
        .map(one -> one.getString("why"))
        .findFirst()
        .orElse("");
  }

  /** What it sells nobody knows then, but where the configuration says it. */
  @Test
  void saysThatTheSignerIsAway() throws IOException {
    Path config = config(market.yaml());
    market.loseSigner();
    JsonObject board = board(config);
    String why = "would not answer us, and our signer";
    assertTrue(unanswered(board, "alpha").startsWith(why), board::encode);
    assertTrue(
        shown(board, "reason", "why").stream()
            .anyMatch(line -> line.startsWith("greedy signer-away signer-away: " + why)),
        board::encode);
  }

  @Test
  void saysThatNoPaymentIsConfigured() throws IOException {
    JsonObject board = board(config(""));
    assertTrue(!unanswered(board, "alpha").isEmpty(), board::encode);
    assertTrue(shown(board, "reason").contains("greedy payment-not-configured"), board::encode);
  }
}
