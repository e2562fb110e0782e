package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PostgresSqlTest {
  private final PostgresSql sql = new PostgresSql();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1|SELECT 1",
        "a = ? AND b IN (?, ?)|a = $1 AND b IN ($2, $3)",
        "a = 'who?' AND b = ?|a = 'who?' AND b = $1",
        "a = 'it''s ?' AND b = ?|a = 'it''s ?' AND b = $1",
        "\"odd?\"\"\" = ?|\"odd?\"\"\" = $1",
        "a = '\"?' AND \"'?\" = ?|a = '\"?' AND \"'?\" = $1"
      })
  void numbersTheValuesOutsideOfQuotes(String given, String wanted) {
    assertEquals(wanted, sql.of(given));
  }

  @Test
  void rewritesATextOnce() {
    assertSame(sql.of("a = ?"), sql.of("a = ?"));
  }
}
