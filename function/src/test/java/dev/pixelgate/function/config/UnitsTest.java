package dev.pixelgate.function.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "1 B, 1",
    "20 MiB, 20971520",
    "1KiB, 1024",
    "2 GiB, 2147483648",
    "3 KB, 3000",
    "3 MB, 3000000",
    "1 GB, 1000000000"
  })
  void readsSizes(String text, long bytes) {
    assertEquals(bytes, Units.bytes(0, Long.MAX_VALUE).parse(text));
  }

  @ParameterizedTest
  @CsvSource({"500 ms, 500", "30 s, 30000", "10 min, 600000", "24 h, 86400000", "5s, 5000"})
  void readsDurations(String text, long millis) {
    Duration read = Units.duration(Duration.ZERO, Duration.ofDays(2)).parse(text);
    assertEquals(Duration.ofMillis(millis), read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5 MiB", "1", "MiB", "-1 B", "1 mib", "1 B B", "999999999999999 GiB", "1_0 B"})
  void refusesOtherSizes(String text) {
    assertThrows(IllegalArgumentException.class, () -> Units.bytes(0, Long.MAX_VALUE).parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", "1e3", "0x10", "1 000", "", "9999999999999999999"})
  void refusesOtherNumbers(String text) {
    assertThrows(IllegalArgumentException.class, () -> Units.number(0, Long.MAX_VALUE).parse(text));
  }
}
