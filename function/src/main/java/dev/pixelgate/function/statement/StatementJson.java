package dev.pixelgate.function.statement;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A statement as JSON: {@code GET /v1/account}. */
public final class StatementJson {
  private StatementJson() {}

  /**
   * The whole of it.
   *
   * @param operator whether it shows what orchestrators are owed
   */
  public static JsonObject of(Statement statement, boolean operator) {
    JsonObject json = new JsonObject().put("account", statement.account());
    statement
        .budget()
        .ifPresent(
            state -> {
              json.put("budget", state.budget().toString())
                  .put("limit", state.limit().toString())
                  .put("spent", state.spent().toString())
                  .put("reserved", state.reserved().toString())
                  .put("left", state.left().toString());
              state.resets().ifPresent(when -> json.put("resets", when.toString()));
            });
    JsonArray days = new JsonArray();
    statement.lines().forEach(line -> days.add(json(line, operator)));
    return json.put("from", statement.days().from().toString())
        .put("until", statement.days().until().toString())
        .put("charge", statement.charge().toString())
        .put("days", days);
  }

  private static JsonObject json(DayLine line, boolean operator) {
    JsonObject json =
        new JsonObject()
            .put("day", line.day().toString())
            .put("pipeline", line.pipeline())
            .put("model_id", line.model())
            .put("requests", line.requests())
            .put("attempts", line.attempts())
            .put("pixels", line.pixels())
            .put("charge", line.charge().toString());
    if (operator) {
      json.put("owed", line.owed().toString());
    }
    if (operator && !line.wei().equals(DayWei.NONE)) {
      json.put("owed_wei", line.wei().owed() + " wei").put("paid_wei", line.wei().paid() + " wei");
    }
    return json;
  }
}
