package dev.pixelgate.function.view;

import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Score;
import dev.pixelgate.router.selection.Standing;
import dev.pixelgate.router.selection.Terms;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;

/** How one offer stood in a decision, as JSON. */
final class CandidateJson {
  /** Of estimates. */
  private static final MathContext DIGITS = new MathContext(6);

  private CandidateJson() {}

  static JsonObject of(Question question, Standing standing) {
    JsonObject json = new JsonObject().put("orchestrator", standing.orchestrator());
    OfferJson.verdict(json, question.now(), standing);
    OfferJson.price(json, standing);
    OfferJson.charge(json, standing);
    standing
        .wouldHaveWon()
        .ifPresent(
            price ->
                json.put(
                    "counterfactual", standing.orchestrator() + " would have won at " + price));
    if (standing instanceof Standing.Ranked ranked) {
      terms(json, ranked.terms());
    }
    OfferJson.facts(json, question.now(), standing);
    return json;
  }

  /** A chance among none is no number. */
  private static void terms(JsonObject json, Terms terms) {
    Score score = terms.score();
    if (Double.isFinite(score.value())) {
      json.put("score", rounded(score.value()).toPlainString() + " " + score.unit());
    }
    json.put("expected_seconds", rounded(terms.seconds()))
        .put("newcomer", terms.newcomer())
        .put("failures", rounded(terms.failures()))
        .put("failure_owed", terms.failureOwed())
        .put("in_flight", terms.inFlight());
  }

  private static BigDecimal rounded(double estimate) {
    BigDecimal digits = new BigDecimal(estimate).round(DIGITS).stripTrailingZeros();
    return digits.scale() < 0 ? digits.setScale(0) : digits;
  }
}
