package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.TestingPictures;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetyCheckerTest {
  /** In bands of one row, of some, and of all. */
  @ParameterizedTest
  @CsvSource({"astronaut,1", "chelsea,64", "coffee,97", "coffee,400"})
  void givesTheProbabilitiesOfTheReference(String photo, int bandRows) throws Exception {
    JsonObject golden =
        new JsonObject(
                new String(TestingPictures.resource("golden/nsfw.json"), StandardCharsets.UTF_8))
            .getJsonObject("probabilities")
            .getJsonObject(photo);
    try (SafetyChecker checker = TestingNetworks.checker()) {
      Map<String, Float> actual =
          classify(checker, TestingPictures.photo("photos/" + photo + ".png"), bandRows);
      assertEquals(List.of("Drawing", "Hentai", "Neutral", "Porn", "Sexy"), labels(actual));
      actual.forEach(
          (label, probability) ->
              assertEquals(golden.getDouble(label), (double) probability, 1e-3, label));
    }
  }

  @Test
  void saysTheSameHoweverTheBandsAreCut() throws Exception {
    Bitmap8 photo = TestingPictures.photo("photos/coffee.png");
    try (SafetyChecker checker = TestingNetworks.checker()) {
      Map<String, Float> whole = classify(checker, photo, photo.height());
      assertEquals(whole, classify(checker, photo, 1));
      assertEquals(whole, classify(checker, photo, 7));
    }
  }

  @Test
  void judgesTransparencyAsItLooksOnWhite() throws Exception {
    Bitmap8 photo = TestingPictures.photo("photos/coffee_lr4.png");
    byte[] withAlpha = new byte[photo.width() * photo.height() * Bitmap.RGBA];
    byte[] onWhite = new byte[photo.width() * photo.height() * Bitmap.RGB];
    for (int pixel = 0; pixel < photo.width() * photo.height(); pixel++) {
      boolean visible = pixel % photo.width() < photo.width() / 2;
      withAlpha[4 * pixel + Bitmap.RGB] = (byte) (visible ? 255 : 0);
      for (int channel = 0; channel < Bitmap.RGB; channel++) {
        byte colour = photo.samples()[3 * pixel + channel];
        withAlpha[4 * pixel + channel] = colour;
        onWhite[3 * pixel + channel] = visible ? colour : (byte) 255;
      }
    }
    try (SafetyChecker checker = TestingNetworks.checker()) {
      assertEquals(
          classify(checker, new Bitmap8(photo.width(), photo.height(), Bitmap.RGB, onWhite), 50),
          classify(
              checker, new Bitmap8(photo.width(), photo.height(), Bitmap.RGBA, withAlpha), 50));
    }
  }

  @Test
  void takesASinglePixel() throws Exception {
    try (SafetyChecker checker = TestingNetworks.checker()) {
      Map<String, Float> actual = classify(checker, TestingPictures.noise(1, 1, 1), 1);
      double sum = actual.values().stream().mapToDouble(Float::doubleValue).sum();
      assertEquals(1, sum, 1e-3);
    }
  }

  @Test
  void judgesNoPartOfAPicture() throws Exception {
    try (SafetyChecker checker = TestingNetworks.checker()) {
      SafetyView view = checker.view(new ResultShape(8, 8, Bitmap.RGB, 8, 8));
      assertThrows(IllegalStateException.class, () -> checker.classify(view));
    }
  }

  private static Map<String, Float> classify(SafetyChecker checker, Bitmap8 picture, int bandRows)
      throws Exception {
    SafetyView view = checker.view(TestingBands.shape(picture, bandRows));
    TestingBands.show(picture, bandRows, view::see);
    return checker.classify(view);
  }

  private static List<String> labels(Map<String, Float> probabilities) {
    return List.copyOf(probabilities.keySet());
  }
}
