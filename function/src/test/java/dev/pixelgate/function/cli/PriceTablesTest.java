package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingFleet;
import dev.pixelgate.function.view.BoardJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What a person sees of the market. */
class PriceTablesTest {
  private static String shown(JsonObject board) {
    return String.join("\n", PriceTables.of(board)) + "\n";
  }

  @Test
  void showsAMixedFleet() {
    assertEquals(
        """
        upscale xinntao/realesr-general-x4v3, 256 x 256 px, 65536 pixels
           ORCHESTRATOR  PRICE                              CHARGE              MODEL  TAKES  READS         SEEN
        1  beta          9.0e-9 USD/px                      0.000589824000 USD  cold   2      png jpeg gif  30 s ago
        2  self-hosted   1.0e-8 USD/px                      0.000655360000 USD  warm   -      all           configured
        3  alpha         4000000 wei/px = 1.2e-8 USD/px     0.000786432000 USD  warm   4      png jpeg gif  30 s ago
        4  delta         8.0e-9 USD/px                      0.000524288000 USD  warm   1      png jpeg gif  30 s ago    failed, and is asked last for 12 s more
        -  eta           7.0e-9 USD/px                      0.000458752000 USD  warm   1      png jpeg gif  30 s ago    1 jobs are there, of 1 that it takes at a time
        -  theta         1.1e-8 USD/px                      0.000720896000 USD  warm   8      png jpeg gif  60 min ago  was last heard of 3600 s ago, which is over the max-age of 600 s
        -  gamma         2.5e-8 USD/px                      0.001638400000 USD  warm   -      png jpeg gif  30 s ago    asks 2.5e-8 USD/px, which is 1.0e-8 USD/px over the cap of 1.5e-8 USD/px (caps[0])
        -  kappa         4815000 wei/px = 1.4445e-8 USD/px  0.000946667520 USD  warm   -      -             30 s ago    payment-not-configured: it wants to be paid on chain, and payments are not built
        -  lambda        -                                  -                   warm   -      -             30 s ago    no-price: it quotes no price, and the configuration has none for it

        policy cheapest, rate 3000 USD/ETH
        """,
        shown(BoardJson.of(TestingFleet.mixed().board().show(TestingFleet.everything()))));
  }

  @Test
  void breaksALongReasonBelowItself() {
    JsonObject board =
        new JsonObject()
            .put("policy", "cheapest")
            .put(
                "offers",
                new JsonArray()
                    .add(new JsonObject().put("orchestrator", "a").put("why", "w".repeat(101)))
                    .add(
                        new JsonObject()
                            .put("orchestrator", "b")
                            .put("why", "refused:" + " twenty characters.".repeat(7))));
    assertEquals(
        """
        - -, - x - px, - pixels
           ORCHESTRATOR  PRICE  CHARGE  MODEL  TAKES  READS  SEEN
        -  a             -      -       cold   -      -      -     %s
        -  b             -      -       cold   -      -      -     refused: twenty characters. twenty characters. twenty characters. twenty characters. twenty
                                                                   characters. twenty characters. twenty characters.

        policy cheapest, no ETH/USD rate is in force
        """
            .formatted("w".repeat(101)),
        shown(board));
  }

  @Test
  void saysThatNothingIsOffered() {
    assertEquals(
        "nothing is offered\npolicy -, no ETH/USD rate is in force\n",
        shown(new JsonObject("{\"offers\":[]}")));
  }

  @Test
  void showsOddAnswersWithoutBelievingThem() {
    JsonObject odd =
        new JsonObject(
            """
            {"offers":[7,{"orchestrator":"a\\u001b[2Jb","price":{},"formats":"png","warm":1,
             "age_seconds":1e99,"capacity":[],"why":null}]}
            """);

    assertEquals(
        """
        - -, - x - px, - pixels
           ORCHESTRATOR  PRICE  CHARGE  MODEL  TAKES  READS  SEEN
        -  a?[2Jb        {}     -       cold   []     -      2562047788015215 h ago  -

        policy -, no ETH/USD rate is in force
        """,
        shown(odd));
  }
}
