package dev.pixelgate.function.statement;

import dev.pixelgate.pricing.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement as CSV (RFC 4180): a line of names, then one line a day and model, each ended by CR
 * and LF. Money is in US dollars, exact, with 12 decimals, or in whole wei.
 */
public final class StatementCsv {
  private static final List<String> HEAD =
      List.of("day", "pipeline", "model", "requests", "attempts", "pixels", "charge_usd");

  private static final List<String> OPERATORS_HEAD = List.of("owed_usd", "owed_wei", "paid_wei");

  private StatementCsv() {}

  /**
   * Of these lines.
   *
   * @param operator whether it shows what orchestrators are owed and were paid
   */
  public static String of(List<DayLine> lines, boolean operator) {
    StringBuilder csv = new StringBuilder();
    add(csv, operator, HEAD, OPERATORS_HEAD);
    for (DayLine line : lines) {
      add(
          csv,
          operator,
          cells(line),
          List.of(
              decimal(line.owed()), line.wei().owed().toString(), line.wei().paid().toString()));
    }
    return csv.toString();
  }

  private static List<String> cells(DayLine line) {
    return List.of(
        line.day().toString(),
        line.pipeline(),
        line.model(),
        Long.toString(line.requests()),
        Long.toString(line.attempts()),
        Long.toString(line.pixels()),
        decimal(line.charge()));
  }

  private static String decimal(Usd amount) {
    return amount.toDecimal();
  }

  private static void add(
      StringBuilder csv, boolean operator, List<String> cells, List<String> more) {
    List<String> all = new ArrayList<>(cells);
    if (operator) {
      all.addAll(more);
    }
    csv.append(all.stream().map(StatementCsv::cell).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  /** What has a comma, a quote or the end of a line in it stands in quotes. */
  private static String cell(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
