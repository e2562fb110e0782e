package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** How those stand who are paid with tickets, for a terminal or as CSV. */
final class CreditTable {
  private static final List<String> COLUMNS =
      List.of("orchestrator", "pipeline", "model_id", "paid", "owed", "lost", "in_flight", "float");

  private CreditTable() {}

  /** A table of orchestrators and models, and what each may hold. */
  static List<String> of(JsonObject payments) {
    List<String> lines = new ArrayList<>();
    List<List<String>> rows = rows(payments);
    if (rows.isEmpty()) {
      lines.add("nobody was paid yet");
    } else {
      Table table = new Table(COLUMNS);
      rows.forEach(table::add);
      lines.addAll(table.lines());
    }
    lines.add("");
    lines.add(
        payments.containsKey("max_float")
            ? "max-float %s for each orchestrator and server"
                .formatted(Cells.text(payments, "max_float"))
            : "no payments are configured");
    return lines;
  }

  /** A line of names, then one for each row, ended by CR and LF; wei without their unit. */
  static String csv(JsonObject payments) {
    StringBuilder csv = new StringBuilder();
    csv.append(
        "orchestrator,pipeline,model,paid_wei,owed_wei,lost_wei,in_flight_wei,float_wei\r\n");
    for (List<String> row : rows(payments)) {
      csv.append(String.join(",", row.stream().map(CreditTable::cell).toList())).append("\r\n");
    }
    return csv.toString();
  }

  /** Names come from elsewhere; what has a comma or a quote in it stands in quotes. */
  private static String cell(String text) {
    String bare = text.endsWith(" wei") ? text.substring(0, text.length() - 4) : text;
    return bare.indexOf(',') >= 0 || bare.indexOf('"') >= 0
        ? '"' + bare.replace("\"", "\"\"") + '"'
        : bare;
  }

  private static List<List<String>> rows(JsonObject payments) {
    return payments.getJsonArray("orchestrators", new JsonArray()).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .map(row -> COLUMNS.stream().map(name -> Cells.text(row, name)).toList())
        .toList();
  }
}
