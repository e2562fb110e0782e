package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A statement for a terminal. */
final class StatementTable {
  private static final List<String> COLUMNS =
      List.of("day", "pipeline", "model_id", "requests", "attempts", "pixels", "charge");
  private static final List<String> STATE =
      List.of("budget", "limit", "spent", "reserved", "left", "resets");

  /** Shown where somebody tells them. */
  private static final List<String> OPERATORS = List.of("owed", "owed_wei", "paid_wei");

  private StatementTable() {}

  /** The budget's lines, then a table of days. */
  static List<String> of(JsonObject statement) {
    List<String> lines = new ArrayList<>();
    lines.add("account   " + Cells.text(statement, "account"));
    for (String field : STATE) {
      if (statement.containsKey(field)) {
        lines.add("%-9s %s".formatted(field, Cells.text(statement, field)));
      }
    }
    if (!statement.containsKey("budget")) {
      lines.add("budget    none: it may spend anything");
    }
    lines.add(
        "charge    %s from %s until %s"
            .formatted(
                Cells.text(statement, "charge"),
                Cells.text(statement, "from"),
                Cells.text(statement, "until")));
    if (statement.getValue("days") instanceof JsonArray days && !days.isEmpty()) {
      lines.add("");
      lines.addAll(table(days));
    }
    return lines;
  }

  private static List<String> table(JsonArray days) {
    List<JsonObject> rows = days.stream().map(JsonObject.class::cast).toList();
    List<String> columns =
        Stream.concat(COLUMNS.stream(), OPERATORS.stream().filter(name -> isIn(rows, name)))
            .toList();
    Table table = new Table(columns);
    rows.forEach(row -> table.add(columns.stream().map(name -> Cells.text(row, name)).toList()));
    return table.lines();
  }

  private static boolean isIn(List<JsonObject> rows, String name) {
    return rows.stream().anyMatch(row -> row.containsKey(name));
  }
}
