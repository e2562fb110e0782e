package dev.pixelgate.function.view;

import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.Board;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The price board as JSON: {@code GET /v1/prices}. Another Pixelgate reads it too ({@code
 * router.gateway.PriceList}), so its names are a contract.
 */
public final class BoardJson {
  private BoardJson() {}

  /** The whole board; some microseconds an offer. */
  public static JsonObject of(Board board) {
    JsonArray offers = new JsonArray();
    for (Explanation explanation : board.explanations()) {
      for (Standing standing : explanation.standings()) {
        offers.add(offer(explanation.question(), standing));
      }
    }
    JobSize size = board.query().size();
    JsonObject json = new JsonObject().put("epoch", board.book().epoch());
    board.book().freshRate(board.now()).map(Rate::toString).ifPresent(r -> json.put("rate", r));
    return json.put("policy", board.policy().toString())
        .put("width", size.width())
        .put("height", size.height())
        .put("images", size.images())
        .put("offers", offers);
  }

  static JsonObject offer(Question question, Standing standing) {
    Demand demand = question.demand();
    JsonObject json =
        new JsonObject()
            .put("orchestrator", standing.orchestrator())
            .put("pipeline", demand.capability().pipeline().wireName())
            .put("model_id", demand.capability().model());
    OfferJson.verdict(json, question.now(), standing);
    OfferJson.price(json, standing);
    json.put("pixels", demand.pixels().count());
    OfferJson.charge(json, standing);
    OfferJson.facts(json, question.now(), standing);
    return json;
  }
}
