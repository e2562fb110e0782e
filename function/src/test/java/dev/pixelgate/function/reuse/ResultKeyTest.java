package dev.pixelgate.function.reuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Upload;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResultKeyTest {
  private static final ImagePart CAT = image(1);
  private static final UpscaleParameters SEEDED = parameters("a cat", true, 5, 50);

  private static ImagePart image(int content) {
    return new ImagePart(
        new Upload.InMemory(Buffer.buffer()),
        new Picture(PictureFormat.PNG, 4, 4),
        "cat.png",
        Sha256.of(new byte[] {(byte) content}));
  }

  private static UpscaleParameters parameters(String prompt, boolean safety, long seed, int steps) {
    return new UpscaleParameters(
        prompt, Optional.empty(), safety, OptionalLong.of(seed), OptionalInt.of(steps));
  }

  private static Optional<ResultKey> drawn(UpscaleParameters parameters) {
    return key("acme", CAT, "diffusion", false, parameters);
  }

  private static Optional<ResultKey> fixed(UpscaleParameters parameters) {
    return key("acme", CAT, "realesr", true, parameters);
  }

  private static Optional<ResultKey> key(
      String sharers, ImagePart image, String model, boolean fixed, UpscaleParameters parameters) {
    return ResultKey.of(sharers, image, new Capability(Pipeline.UPSCALE, model), fixed, parameters);
  }

  @Test
  void aModelThatDrawsNeedsASeed() {
    UpscaleParameters seedless =
        new UpscaleParameters(
            "a cat", Optional.empty(), true, OptionalLong.empty(), OptionalInt.empty());

    assertEquals(Optional.empty(), drawn(seedless));
    assertEquals(fixed(seedless), fixed(seedless));
  }

  @Test
  void everyParameterOfAModelThatDrawsCounts() {
    assertEquals(drawn(SEEDED), drawn(parameters("a cat", true, 5, 50)));
    assertNotEquals(drawn(SEEDED), drawn(parameters("a dog", true, 5, 50)));
    assertNotEquals(drawn(SEEDED), drawn(parameters("a cat", false, 5, 50)));
    assertNotEquals(drawn(SEEDED), drawn(parameters("a cat", true, 6, 50)));
    assertNotEquals(drawn(SEEDED), drawn(parameters("a cat", true, 5, 51)));
  }

  @Test
  void ofOneThatDrawsNothingOnlyWhatIsSaidOfThemCounts() {
    assertEquals(fixed(SEEDED), fixed(parameters("a dog", true, 6, 51)));
    assertNotEquals(fixed(SEEDED), fixed(parameters("a cat", false, 5, 50)));
    assertNotEquals(
        fixed(SEEDED),
        fixed(
            new UpscaleParameters(
                "a cat", Optional.empty(), true, OptionalLong.empty(), OptionalInt.of(50))));
  }

  @Test
  void whoModelAndBytesCount() {
    Optional<ResultKey> key = key("acme", CAT, "m", true, SEEDED);

    assertNotEquals(key, key("other", CAT, "m", true, SEEDED));
    assertNotEquals(key, key("acme", image(2), "m", true, SEEDED));
    assertNotEquals(key, key("acme", CAT, "n", true, SEEDED));
  }
}
