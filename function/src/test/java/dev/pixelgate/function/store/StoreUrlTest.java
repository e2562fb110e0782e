package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.function.store.StoreUrl.Postgres;
import dev.pixelgate.function.store.StoreUrl.TlsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreUrlTest {
  @Test
  void readsEveryPart() {
    assertEquals(StoreUrl.SQLITE, StoreUrl.parse("sqlite"));
    assertEquals(
        new Postgres("db.example", 5432, "pixelgate", "u", "p", TlsMode.PREFER),
        StoreUrl.parse("postgresql://u:p@db.example/pixelgate"));
    assertEquals(
        new Postgres("2001:db8::1", 6432, "a b", "u@x", "p:/?#@+%", TlsMode.VERIFY_FULL),
        StoreUrl.parse(
            "postgres://u%40x:p:%2F%3F%23%40+%25@[2001:db8::1]:6432/a%20b?sslmode=verify-full"));
    assertEquals(
        new Postgres("h", 5432, "d", "u", "", TlsMode.DISABLE),
        StoreUrl.parse("postgresql://u@h/d?sslmode=disable"));
  }

  @Test
  void showsNeitherUserNorPassword() {
    String shown = StoreUrl.parse("postgresql://user:pa55@[2001:db8::1]:1/d").toString();
    assertEquals("postgresql://[2001:db8::1]:1/d", shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://u:pa55@h/d|a store is sqlite or a URL postgresql://...",
        "SQLite|a store is sqlite or a URL postgresql://...",
        "postgresql://u:pa55@h|a store's URL needs user, host and database:"
            + " postgresql://user:password@host/database",
        "postgresql://h/d|a store's URL needs user, host and database:"
            + " postgresql://user:password@host/database",
        "postgresql:///d|a store's URL needs user, host and database:"
            + " postgresql://user:password@host/database",
        "postgresql://u:pa55@h/d?sslmode=yes|sslmode=yes is not known; it is one of disable, allow,"
            + " prefer, require, verify-ca, verify-full",
        "postgresql://u:pa55@h/d?application_name=x|a store's URL takes ?sslmode=MODE and nothing"
            + " else, not ?application_name",
        "postgresql://u:pa55 @h/d|a store's URL is no URL at character 19: Illegal character in"
            + " authority"
      })
  void refusesWhatItDoesNotKnowAndKeepsThePassword(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StoreUrl.parse(text));
    assertEquals(message, e.getMessage());
    assertFalse(e.toString().contains("pa55"));
  }
}
