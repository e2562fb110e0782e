package dev.pixelgate.function.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of text with aligned columns; what is long in the last one goes on below itself. */
final class Table {
  private static final String GAP = "  ";

  /** Reasons of this length still fit beside a price and a charge on a wide screen. */
  private static final int LAST_WIDTH = 100;

  private final List<List<String>> rows = new ArrayList<>();

  /** One of as many columns as this has cells. */
  Table(List<String> head) {
    rows.add(head);
  }

  void add(List<String> row) {
    List<String> last = wrapped(row.getLast());
    for (int i = 0; i < last.size(); i++) {
      List<String> line = new ArrayList<>(i == 0 ? row : Collections.nCopies(row.size(), ""));
      line.set(line.size() - 1, last.get(i));
      rows.add(line);
    }
  }

  /** Broken at spaces; a word that is longer stays whole. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > LAST_WIDTH && rest.indexOf(' ') > 0) {
      int space = rest.lastIndexOf(' ', LAST_WIDTH);
      int end = space > 0 ? space : rest.indexOf(' ');
      lines.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    lines.add(rest);
    return lines;
  }

  /** Each row in a line, the head first; nothing at the end of a line. */
  List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell).repeat(' ', widths[i] - cell.length()).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
