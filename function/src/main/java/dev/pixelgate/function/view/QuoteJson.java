package dev.pixelgate.function.view;

import dev.pixelgate.function.quote.Issue;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A quote with the offers that it was made from, as {@code POST /v1/quotes} answers it. */
public final class QuoteJson {
  private QuoteJson() {}

  /** What was promised, and how every offer of the model stood. */
  public static JsonObject of(Issue.Issued issued, Explanation explanation) {
    Quote quote = issued.quote();
    return new JsonObject()
        .put("quote", issued.jws())
        .put("id", quote.id())
        .put("pipeline", quote.job().capability().pipeline().wireName())
        .put("model_id", quote.job().capability().model())
        .put("pixels", quote.job().pixels().count())
        .put("images", quote.job().images())
        .put("charge", quote.charge().toString())
        .put("price", quote.price().toString())
        .put("orchestrator", quote.orchestrator())
        .put("expires", quote.expires().toString())
        .put("offers", offers(explanation));
  }

  private static JsonArray offers(Explanation explanation) {
    JsonArray offers = new JsonArray();
    for (Standing standing : explanation.standings()) {
      offers.add(BoardJson.offer(explanation.question(), standing));
    }
    return offers;
  }
}
