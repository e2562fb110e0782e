package dev.pixelgate.function.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingFleet;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.router.BoardQuery;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mixed fleet, as it is shown. */
class BoardJsonTest {
  private final JsonObject board =
      BoardJson.of(TestingFleet.mixed().board().show(TestingFleet.everything()));

  private List<JsonObject> offers() {
    return board.getJsonArray("offers").stream().map(JsonObject.class::cast).toList();
  }

  private JsonObject offer(String name) {
    return offers().stream()
        .filter(one -> one.getString("orchestrator").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void assertOut(String name, String reason, String why) {
    JsonObject offer = offer(name);
    assertEquals(false, offer.getValue("eligible"), offer::encode);
    assertEquals(reason, offer.getString("reason"), offer::encode);
    assertEquals(why, offer.getString("why"), offer::encode);
  }

  @Test
  void showsEverybodyTheFirstToBeAskedFirst() {
    assertEquals(
        List.of(
            "beta", "self-hosted", "alpha", "delta", "eta", "theta", "gamma", "kappa", "lambda"),
        offers().stream().map(one -> one.getString("orchestrator")).toList());
    assertEquals("3000 USD/ETH", board.getString("rate"));
    assertEquals(7, board.getInteger("epoch"));
    assertEquals("cheapest", board.getString("policy"));
  }

  @Test
  void showsAnOfferInFull() {
    assertEquals(
        new JsonObject(
                """
            {"orchestrator":"beta","pipeline":"upscale","model_id":"xinntao/realesr-general-x4v3",
             "eligible":true,"rank":1,"price":"9.0e-9 USD/px","pixels":65536,
             "charge":"0.000589824000 USD","warm":false,"capacity":2,
             "formats":["png","jpeg","gif"],"source":"quoted","age_seconds":30}
            """)
            .encode(),
        offer("beta").encode());
  }

  @Test
  void showsAPriceInWeiInDollarsToo() {
    JsonObject alpha = offer("alpha");
    assertEquals("4000000 wei/px", alpha.getString("price"));
    assertEquals("1.2e-8 USD/px", alpha.getString("price_usd"));
    assertEquals("0.000786432000 USD", alpha.getString("charge"));
  }

  @Test
  void showsNoAgeOfWhatIsOnlyWrittenDown() {
    JsonObject own = offer("self-hosted");
    assertEquals("configured", own.getString("source"));
    assertFalse(own.containsKey("age_seconds"));
    assertFalse(own.containsKey("capacity"));
  }

  @Test
  void saysByHowMuchOneIsOverWhichCap() {
    assertOut(
        "gamma",
        "over-cap",
        "asks 2.5e-8 USD/px, which is 1.0e-8 USD/px over the cap of 1.5e-8 USD/px (caps[0])");
    assertEquals("1.5e-8 USD/px (caps[0])", offer("gamma").getString("cap"));
    assertEquals("1.0e-8 USD/px", offer("gamma").getString("over_by"));
    assertEquals("0.001638400000 USD", offer("gamma").getString("charge"));
  }

  /** The most that {@code router.gateway.GatewayPeer} reads is 8 MiB. */
  @Test
  void anotherGatewayReadsTenThousandOffersThatAreAllOverACap() {
    BoardQuery all = TestingFleet.everything();
    Cap cap = Cap.parse("0.000000000001 USD/request", "Pixelgate-Max-Charge");
    BoardQuery query =
        new BoardQuery(all.pipeline(), all.model(), all.size(), List.of(cap), all.policy());

    JsonObject large = BoardJson.of(TestingFleet.of(10_000).board().show(query));

    assertEquals(10_000, large.getJsonArray("offers").size());
    assertEquals("over-cap", large.getJsonArray("offers").getJsonObject(0).getString("reason"));
    assertTrue(large.toBuffer().length() < 8 << 20, () -> large.toBuffer().length() + " bytes");
  }

  @Test
  void saysWhyOthersAreNotAsked() {
    assertOut("delta", "suspended", "failed, and is asked last for 12 s more");
    assertEquals(4, offer("delta").getInteger("rank"));
    assertOut("eta", "full", "1 jobs are there, of 1 that it takes at a time");
    assertOut("theta", "stale", "was last heard of 3600 s ago, which is over the max-age of 600 s");
    assertOut(
        "kappa",
        "payment-not-configured",
        "payment-not-configured: it wants to be paid on chain, and payments are not built");
    assertEquals("4815000 wei/px", offer("kappa").getString("price"));
    assertEquals("1.4445e-8 USD/px", offer("kappa").getString("price_usd"));
    assertEquals("0.000946667520 USD", offer("kappa").getString("charge"));
    assertOut(
        "lambda",
        "no-price",
        "no-price: it quotes no price, and the configuration has none for it");
    assertFalse(offer("lambda").containsKey("price"));
  }
}
