package dev.pixelgate.function.view;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Strictest;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;

/**
 * Why a request went as it did, as JSON: {@code GET /v1/decisions/{id}}. For a person first: what
 * happened, what was asked for, who was tried, and then how every offer stood.
 */
public final class DecisionJson {
  private DecisionJson() {}

  /**
   * The whole of it; some microseconds an offer.
   *
   * @param explanation of the record's question
   */
  public static JsonObject of(DecisionRecord record, Explanation explanation) {
    Question question = record.question();
    JsonObject json =
        new JsonObject()
            .put("id", record.id())
            .put("summary", new DecisionSummary(record, explanation).text())
            .put("outcome", record.outcome())
            .put("account", record.account())
            .put("decided_at", question.now().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("job", job(question.demand()))
            .put("policy", question.policy().toString());
    cap(json, question);
    question.freshRate().map(Rate::toString).ifPresent(rate -> json.put("rate", rate));
    json.put("owed", owed(record).toString()).put("attempts", attempts(record));
    JsonArray candidates = new JsonArray();
    for (Standing standing : explanation.standings()) {
      candidates.add(CandidateJson.of(question, standing));
    }
    // The seed as text: it is any 64 bits, and programs read numbers above 2^53 inexactly.
    return json.put("candidates", candidates)
        .put("epoch", question.shelves().book().epoch())
        .put("seed", Long.toString(question.seed()));
  }

  private static JsonObject job(Demand demand) {
    JsonObject job =
        new JsonObject()
            .put("pipeline", demand.capability().pipeline().wireName())
            .put("model_id", demand.capability().model())
            .put("pixels", demand.pixels().count());
    demand.format().ifPresent(format -> job.put("format", OfferJson.word(format)));
    return job;
  }

  private static void cap(JsonObject json, Question question) {
    Demand demand = question.demand();
    switch (question.caps().strictest(demand.capability(), demand.pixels(), question.freshRate())) {
      case Strictest.Limited(Cap.PerRequest cap, var perPixel) ->
          json.put("cap", cap.toString()).put("cap_per_pixel", perPixel.toString());
      case Strictest.Limited(Cap.PerPixel cap, var perPixel) -> json.put("cap", cap.toString());
      case Strictest.NeedsRate(var cap) -> json.put("cap", cap.toString());
      case Strictest.Unlimited u -> json.put("cap", "none");
    }
  }

  private static Usd owed(DecisionRecord record) {
    return record.attempts().stream().map(AttemptRecord::owed).reduce(Usd.ZERO, Usd::plus);
  }

  private static JsonArray attempts(DecisionRecord record) {
    JsonArray attempts = new JsonArray();
    for (AttemptRecord attempt : record.attempts()) {
      JsonObject json =
          new JsonObject()
              .put("orchestrator", attempt.orchestrator())
              .put("outcome", attempt.outcome());
      if (!attempt.detail().isEmpty()) {
        json.put("what", attempt.detail());
      }
      attempts.add(
          json.put("after_ms", attempt.after().toMillis())
              .put("ms", attempt.took().toMillis())
              .put("owed", attempt.owed().toString())
              .put("charge", attempt.charge().toString()));
    }
    return attempts;
  }
}
