package dev.pixelgate.function.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The program's SQL in PostgreSQL's way: {@code ?} becomes {@code $1}, {@code $2} and so on,
 * outside of quotes. The program has some tens of statements; each is rewritten once.
 */
final class PostgresSql {
  private final Map<String, String> rewritten = new ConcurrentHashMap<>();

  String of(String sql) {
    return rewritten.computeIfAbsent(sql, PostgresSql::rewrite);
  }

  private static String rewrite(String sql) {
    StringBuilder out = new StringBuilder(sql.length() + 16);
    int values = 0;
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote == 0 && c == '?') {
        values++;
        out.append('$').append(values);
        continue;
      }
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        // A doubled quote closes and opens again.
        quote = 0;
      }
      out.append(c);
    }
    return out.toString();
  }
}
