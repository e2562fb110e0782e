package dev.pixelgate.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetyTest {
  @ParameterizedTest
  @CsvSource({"0.6,0,true", "0,0.6,true", "0.35,0.35,true", "0.25,0.25,false", "0,0,false"})
  void addsUpTheTwoUnsafeLabels(float hentai, float porn, boolean nsfw) {
    assertEquals(nsfw, Safety.of(Map.of("Hentai", hentai, "Porn", porn, "Sexy", 0.9f)).nsfw());
  }
}
