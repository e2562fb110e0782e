package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A price board for people: a table for each pipeline and model. */
final class PriceTables {
  private static final List<String> HEAD =
      List.of("", "ORCHESTRATOR", "PRICE", "CHARGE", "MODEL", "TAKES", "READS", "SEEN", "");

  private final JsonObject board;

  private PriceTables(JsonObject board) {
    this.board = board;
  }

  /** The lines of it. What another gateway answers may be odd: it is shown as far as it goes. */
  static List<String> of(JsonObject board) {
    return new PriceTables(board).lines();
  }

  private List<String> lines() {
    Map<String, List<JsonObject>> byModel = new LinkedHashMap<>();
    for (Object entry : board.getJsonArray("offers", new JsonArray())) {
      if (entry instanceof JsonObject offer) {
        byModel.computeIfAbsent(title(offer), first -> new ArrayList<>()).add(offer);
      }
    }
    List<String> lines = new ArrayList<>();
    if (byModel.isEmpty()) {
      lines.add("nothing is offered");
    }
    byModel.forEach((title, offers) -> table(title, offers, lines));
    lines.add("policy " + Cells.text(board, "policy") + rate());
    for (Object entry : board.getJsonArray("unanswered", new JsonArray())) {
      if (entry instanceof JsonObject one) {
        lines.add(Cells.text(one, "orchestrator") + " gave no answer: " + Cells.text(one, "why"));
      }
    }
    return lines;
  }

  private String title(JsonObject offer) {
    return "%s %s, %s x %s px, %s pixels"
        .formatted(
            Cells.text(offer, "pipeline"),
            Cells.text(offer, "model_id"),
            Cells.text(board, "width"),
            Cells.text(board, "height"),
            Cells.text(offer, "pixels"));
  }

  private String rate() {
    return board.containsKey("rate")
        ? ", rate " + Cells.text(board, "rate")
        : ", no ETH/USD rate is in force";
  }

  private static void table(String title, List<JsonObject> offers, List<String> lines) {
    Table table = new Table(HEAD);
    offers.forEach(offer -> table.add(row(offer)));
    lines.add(title);
    lines.addAll(table.lines());
    lines.add("");
  }

  private static List<String> row(JsonObject offer) {
    return List.of(
        Cells.text(offer, "rank"),
        Cells.text(offer, "orchestrator"),
        Cells.price(offer),
        Cells.text(offer, "charge"),
        Boolean.TRUE.equals(offer.getValue("warm")) ? "warm" : "cold",
        Cells.text(offer, "capacity"),
        Cells.formats(offer),
        Cells.seen(offer),
        offer.containsKey("why") ? Cells.text(offer, "why") : "");
  }
}
