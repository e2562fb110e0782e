package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** What one picture of a command would cost. */
sealed interface Quoted {
  /** As one object of the command's JSON document. */
  JsonObject json(Path picture);

  /**
   * So much.
   *
   * @param facts of the answer: charge, price, pixels, orchestrator; of a gateway also the quote
   */
  record Priced(JsonObject facts) implements Quoted {
    @Override
    public JsonObject json(Path picture) {
      return new JsonObject().put("in", picture.toString()).mergeIn(facts);
    }

    @Override
    public String toString() {
      String line =
          "%s px  charge %s  (%s, %s)"
              .formatted(
                  facts.getValue("pixels"),
                  facts.getString("charge"),
                  facts.getString("orchestrator"),
                  facts.getString("price"));
      return facts.containsKey("quote")
          ? line + "  until " + facts.getString("expires") + "\n" + facts.getString("quote")
          : line;
    }
  }

  /** Nobody does it, or not at that price. */
  record Refused(int exitCode, String message) implements Quoted {
    @Override
    public JsonObject json(Path picture) {
      return new JsonObject().put("in", picture.toString()).put("error", message);
    }
  }
}
