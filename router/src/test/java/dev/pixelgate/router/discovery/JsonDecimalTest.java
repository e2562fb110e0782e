package dev.pixelgate.router.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecimalTest {
  private static Optional<BigDecimal> read(String pointer, String json) {
    return new JsonDecimal(pointer).read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsEveryDigit() {
    assertEquals(
        Optional.of(new BigDecimal("3120.123456789012345678")),
        read("/data/amount", "{\"data\":{\"x\":1,\"amount\":3120.123456789012345678}}"));
  }

  @Test
  void readsANumberThatIsWrittenAsText() {
    assertEquals(
        Optional.of(new BigDecimal("3120.55")), read("/amount", "{\"amount\":\"3120.55\"}"));
  }

  @Test
  void readsOutOfAnArrayAndEscapedNames() {
    assertEquals(
        Optional.of(new BigDecimal("2")), read("/a~1b/1/c~0d", "{\"a/b\":[1,{\"c~d\":2}]}"));
  }

  @Test
  void readsADocumentThatIsTheNumber() {
    assertEquals(Optional.of(new BigDecimal("7")), read("", "7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":null}",
        "{\"a\":true}",
        "{\"a\":{}}",
        "{\"a\":\"many\"}",
        "{\"a\":\"\"}",
        "{\"a\":1e999999999}",
        "{\"a\":\"1e999999999\"}",
        "{\"a\":",
        "<html>",
        ""
      })
  void readsNothingElse(String json) {
    assertEquals(Optional.empty(), read("/a", json));
  }

  @Test
  void refusesWhatIsNoPointer() {
    assertThrows(IllegalArgumentException.class, () -> new JsonDecimal("data.amount"));
  }
}
