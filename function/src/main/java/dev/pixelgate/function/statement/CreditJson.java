package dev.pixelgate.function.statement;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;

/** How those stand who are paid with tickets, as JSON: {@code payments} of a statement. */
public final class CreditJson {
  private CreditJson() {}

  /** All of it; money as text with its unit. */
  public static JsonObject of(Credits credits) {
    JsonObject json = new JsonObject();
    credits.maxFloat().ifPresent(most -> json.put("max_float", wei(most.ceil())));
    JsonArray lines = new JsonArray();
    credits.lines().forEach(line -> lines.add(json(line)));
    return json.put("orchestrators", lines);
  }

  private static JsonObject json(CreditLine line) {
    return new JsonObject()
        .put("orchestrator", line.orchestrator())
        .put("pipeline", line.pipeline())
        .put("model_id", line.model())
        .put("paid", wei(line.paid()))
        .put("owed", wei(line.owed()))
        .put("lost", wei(line.lost()))
        .put("in_flight", wei(line.inFlight()))
        .put("float", wei(line.unused()));
  }

  private static String wei(BigInteger wei) {
    return wei + " wei";
  }
}
