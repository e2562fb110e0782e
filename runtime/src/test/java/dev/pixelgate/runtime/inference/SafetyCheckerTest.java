package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.runtime.picture.TestingPictures;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyCheckerTest {
  @ParameterizedTest
  @ValueSource(strings = {"astronaut", "chelsea", "coffee"})
  void givesTheProbabilitiesOfTheReference(String photo) throws Exception {
    JsonObject golden =
        new JsonObject(
                new String(TestingPictures.resource("golden/nsfw.json"), StandardCharsets.UTF_8))
            .getJsonObject("probabilities")
            .getJsonObject(photo);
    try (SafetyChecker checker = TestingNetworks.checker()) {
      Map<String, Float> actual =
          checker.classify(TestingPictures.photo("photos/" + photo + ".png"));
      assertEquals(List.of("Drawing", "Hentai", "Neutral", "Porn", "Sexy"), labels(actual));
      actual.forEach(
          (label, probability) ->
              assertEquals(golden.getDouble(label), (double) probability, 1e-3, label));
    }
  }

  @Test
  void takesASinglePixel() throws Exception {
    try (SafetyChecker checker = TestingNetworks.checker()) {
      Map<String, Float> actual = checker.classify(TestingPictures.noise(1, 1, 1));
      double sum = actual.values().stream().mapToDouble(Float::doubleValue).sum();
      assertEquals(1, sum, 1e-3);
    }
  }

  private static List<String> labels(Map<String, Float> probabilities) {
    return List.copyOf(probabilities.keySet());
  }
}
