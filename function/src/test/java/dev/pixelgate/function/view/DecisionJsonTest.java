package dev.pixelgate.function.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingFleet;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.BoardQuery;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.PolicyName;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One decision in a mixed fleet, as it is read afterwards. */
class DecisionJsonTest {
  private static final AttemptRecord TIMEOUT =
      new AttemptRecord(
          "beta",
          "timeout",
          "beta took over 30000 ms",
          Duration.ofMillis(1),
          Duration.ofSeconds(30),
          Usd.parse("0.000589824 USD"),
          Usd.parse("0.000589824 USD"));
  private static final AttemptRecord SERVED =
      new AttemptRecord(
          "self-hosted",
          "served",
          "",
          Duration.ofMillis(30_001),
          Duration.ofMillis(812),
          Usd.parse("0.00065536 USD"),
          Usd.parse("0.00065536 USD"));

  private static JsonObject decision(
      Explanation explanation, String outcome, AttemptRecord... attempts) {
    return DecisionJson.of(
        new DecisionRecord("r_1", "acme", explanation.question(), outcome, List.of(attempts)),
        explanation);
  }

  private static Explanation explanation(PolicyName policy, Cap... caps) {
    BoardQuery all = TestingFleet.everything();
    BoardQuery query =
        new BoardQuery(all.pipeline(), all.model(), all.size(), List.of(caps), Optional.of(policy));
    return TestingFleet.mixed().board().show(query).explanations().getFirst();
  }

  private static JsonObject decision(String outcome, AttemptRecord... attempts) {
    return decision(explanation(PolicyName.CHEAPEST), outcome, attempts);
  }

  private static JsonObject candidate(JsonObject decision, String name) {
    return decision.getJsonArray("candidates").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("orchestrator").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsWhatHappenedBeforeEverythingElse() {
    JsonObject decision = decision("sold", TIMEOUT, SERVED);
    decision.remove("candidates");
    assertEquals(
        """
        {
          "id" : "r_1",
          "summary" : "self-hosted did it, after beta (timeout). It was number 2 of 4 that could be asked, by the policy cheapest; 5 more could not.",
          "outcome" : "sold",
          "account" : "acme",
          "decided_at" : "2026-11-25T12:00:00Z",
          "job" : {
            "pipeline" : "upscale",
            "model_id" : "xinntao/realesr-general-x4v3",
            "pixels" : 65536
          },
          "policy" : "cheapest",
          "cap" : "1.5e-8 USD/px (caps[0])",
          "rate" : "3000 USD/ETH",
          "owed" : "0.001245184000 USD",
          "attempts" : [ {
            "orchestrator" : "beta",
            "outcome" : "timeout",
            "what" : "beta took over 30000 ms",
            "after_ms" : 1,
            "ms" : 30000,
            "owed" : "0.000589824000 USD",
            "charge" : "0.000589824000 USD"
          }, {
            "orchestrator" : "self-hosted",
            "outcome" : "served",
            "after_ms" : 30001,
            "ms" : 812,
            "owed" : "0.000655360000 USD",
            "charge" : "0.000655360000 USD"
          } ],
          "epoch" : 7,
          "seed" : "0"
        }""",
        decision.encodePrettily());
  }

  @Test
  void tellsTheTermsOfOneThatCouldBeAsked() {
    assertEquals(
        new JsonObject(
                """
                {"orchestrator":"beta","eligible":true,"rank":1,"price":"9.0e-9 USD/px",
                 "charge":"0.000589824000 USD","score":"0.000589824 USD","expected_seconds":30,
                 "newcomer":true,"failures":0,"failure_owed":true,"in_flight":0,"warm":false,
                 "capacity":2,"formats":["png","jpeg","gif"],"source":"quoted","age_seconds":30}
                """)
            .encode(),
        candidate(decision("sold", SERVED), "beta").encode());
  }

  @Test
  void tellsAtWhichPriceALoserWouldHaveWon() {
    JsonObject decision = decision("sold", SERVED);
    assertEquals(
        "alpha would have won at <= 9.0e-9 USD/px",
        candidate(decision, "alpha").getString("counterfactual"));
    JsonObject gamma = candidate(decision, "gamma");
    assertEquals("gamma would have won at <= 9.0e-9 USD/px", gamma.getString("counterfactual"));
    assertEquals("1.0e-8 USD/px", gamma.getString("over_by"));
    assertFalse(candidate(decision, "theta").containsKey("counterfactual"));
    assertEquals("stale", candidate(decision, "theta").getString("reason"));
    assertEquals("full", candidate(decision, "eta").getString("reason"));
  }

  @Test
  void scoresAreThoseOfThePolicy() {
    JsonObject fastest = decision(explanation(PolicyName.FASTEST), "sold", SERVED);
    assertEquals("30 s", candidate(fastest, "beta").getString("score"));
    JsonObject lot = decision(explanation(PolicyName.WEIGHTED), "sold", SERVED);
    assertTrue(candidate(lot, "beta").getString("score").endsWith(" chance"), lot::encode);
  }

  @Test
  void tellsWhatACapPerRequestAllowsForAPixel() {
    Cap cap = Cap.parse("0.0001 USD/request", "Pixelgate-Max-Charge");
    JsonObject decision = decision(explanation(PolicyName.CHEAPEST, cap), "over-cap");

    assertEquals("0.0001 USD/request (Pixelgate-Max-Charge)", decision.getString("cap"));
    assertEquals("1.52587890625e-9 USD/px", decision.getString("cap_per_pixel"));
    assertEquals(
        "Nobody was asked: every offer that could do it is over a cap. The nearest, eta, asks"
            + " 7.0e-9 USD/px, here 0.000458752000 USD, which is 0.000358752000 USD over the cap of"
            + " 0.0001 USD/request (Pixelgate-Max-Charge).",
        decision.getString("summary"));
  }

  @Test
  void saysWhenTheFirstWasPassedOver() {
    assertEquals(
        "self-hosted did it. It was number 2 of 4 that could be asked, by the policy cheapest; 5"
            + " more could not. beta came first, and was full, tried by another request or over the budget.",
        decision("sold", SERVED).getString("summary"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "no-orchestrator | Nobody was asked: none of 9 offers could be asked at that time.",
        "no-capacity | Nobody had room among those that were asked: beta (timeout).",
        "failed | Every attempt failed: beta (timeout).",
        "deadline | The request's time was over: beta (timeout).",
        "cancelled | The client went away: beta (timeout)."
      })
  void saysHowOthersEnded(String outcome, String summary) {
    JsonObject decision =
        outcome.equals("no-orchestrator") ? decision(outcome) : decision(outcome, TIMEOUT);
    assertEquals(summary, decision.getString("summary"));
  }
}
