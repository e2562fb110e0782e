package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureRuleTest {
  private static final String ESRGAN = "xinntao/RealESR-general-x4v3";
  private static final String DIFFUSION = "stabilityai/stable-diffusion-x4-upscaler";
  private static final String OTHER = "somebody/upscaler";

  @ParameterizedTest
  @CsvSource({
    ESRGAN + ", 131, 66, 524, 264, true",
    ESRGAN + ", 131, 66, 264, 524, true",
    ESRGAN + ", 131, 66, 512, 256, false",
    ESRGAN + ", 131, 66, 524, 256, false",
    DIFFUSION + ", 131, 66, 512, 256, true",
    DIFFUSION + ", 131, 66, 256, 512, true",
    DIFFUSION + ", 131, 66, 524, 264, false",
    DIFFUSION + ", 3, 64, 12, 256, false",
    OTHER + ", 131, 66, 524, 264, true",
    OTHER + ", 131, 66, 512, 256, true",
    OTHER + ", 131, 66, 512, 264, false",
    OTHER + ", 64, 64, 256, 256, true",
    OTHER + ", 64, 64, 64, 64, false"
  })
  void acceptsTheModelsSizes(String model, int w, int h, int answerW, int answerH, boolean right) {
    assertEquals(right, PictureRule.of(model, png(w, h)).accepts(png(answerW, answerH)));
  }

  @ParameterizedTest
  @CsvSource({
    ESRGAN + ", 128, 128, 512x512",
    DIFFUSION + ", 131, 66, 512x256",
    OTHER + ", 131, 66, 524x264 or 512x256",
    OTHER + ", 128, 64, 512x256"
  })
  void saysWhatIsDue(String model, int w, int h, String due) {
    assertEquals(due, PictureRule.of(model, png(w, h)).toString());
  }

  private static Picture png(int width, int height) {
    return new Picture(PictureFormat.PNG, width, height);
  }
}
