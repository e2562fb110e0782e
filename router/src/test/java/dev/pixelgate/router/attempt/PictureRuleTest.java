package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Guidance;
import dev.pixelgate.router.InputImage;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Upload;
import dev.pixelgate.router.Wish;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureRuleTest {
  private static final String ESRGAN = "xinntao/RealESR-general-x4v3";
  private static final String DIFFUSION = "stabilityai/stable-diffusion-x4-upscaler";
  private static final String OTHER = "somebody/upscaler";
  private static final Wish WISH = new Wish("", true, OptionalLong.empty(), OptionalInt.empty());

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
    assertEquals(right, PictureRule.upscaled(model, png(w, h)).accepts(png(answerW, answerH)));
  }

  @ParameterizedTest
  @CsvSource({
    ESRGAN + ", 128, 128, 512x512",
    DIFFUSION + ", 131, 66, 512x256",
    OTHER + ", 131, 66, 524x264 or 512x256",
    OTHER + ", 128, 64, 512x256"
  })
  void saysWhatIsDue(String model, int w, int h, String due) {
    assertEquals(due, PictureRule.upscaled(model, png(w, h)).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "131, 66, true",
    "128, 64, true",
    "66, 131, true",
    "128, 66, false",
    "524, 264, false"
  })
  void acceptsTheSizeOfItsInputFromImageToImage(int answerW, int answerH, boolean right) {
    Job job =
        new Job.ImageToImage(
            new Capability(Pipeline.IMAGE_TO_IMAGE, OTHER),
            new InputImage(new Upload.InMemory(Buffer.buffer()), png(131, 66), "a.png"),
            WISH,
            Guidance.NONE,
            Optional.empty(),
            Optional.empty());
    assertEquals(right, PictureRule.of(job).accepts(png(answerW, answerH)));
  }

  @ParameterizedTest
  @CsvSource({"256, 192, true", "192, 256, false", "256, 184, false"})
  void acceptsNothingButWhatWasAskedForFromTextToImage(int answerW, int answerH, boolean right) {
    Job job =
        new Job.TextToImage(
            new Capability(Pipeline.TEXT_TO_IMAGE, OTHER), 256, 192, WISH, Guidance.NONE);
    assertEquals(right, PictureRule.of(job).accepts(png(answerW, answerH)));
  }

  private static Picture png(int width, int height) {
    return new Picture(PictureFormat.PNG, width, height);
  }
}
