package dev.pixelgate.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobTest {
  private static final Capability WORDS = new Capability(Pipeline.TEXT_TO_IMAGE, "a/b");
  private static final Capability AFTER = new Capability(Pipeline.IMAGE_TO_IMAGE, "a/b");

  private final InputImage image =
      new InputImage(
          new Upload.InMemory(Buffer.buffer()), new Picture(PictureFormat.GIF, 130, 66), "a.gif");

  @Test
  void chargesWordsByTheirOutputAndTheOthersByTheirInput() {
    assertEquals(new Pixels(256 * 192), words(OptionalLong.empty()).pixels());
    assertEquals(new Pixels(130 * 66), after(OptionalLong.empty()).pixels());
  }

  @Test
  void readsAFormatOnlyWithAnImage() {
    assertEquals(Optional.empty(), words(OptionalLong.empty()).reads());
    assertEquals(Optional.of(PictureFormat.GIF), after(OptionalLong.empty()).reads());
  }

  @Test
  void countsTheSeedsOfSeveralPicturesUp() {
    for (Job job : List.of(words(OptionalLong.of(41)), after(OptionalLong.of(41)))) {
      List<Job> copies = job.copies(3);
      assertEquals(
          List.of(41L, 42L, 43L),
          copies.stream().map(copy -> copy.wish().seed().orElseThrow()).toList());
      assertEquals(job, copies.getFirst());
    }
    Job unseeded = words(OptionalLong.empty());
    assertEquals(List.of(unseeded, unseeded), unseeded.copies(2));
  }

  @Test
  void refusesTheCapabilityOfAnotherPipeline() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Job.TextToImage(AFTER, 8, 8, wish(OptionalLong.empty()), Guidance.NONE));
  }

  private static Job words(OptionalLong seed) {
    return new Job.TextToImage(WORDS, 256, 192, wish(seed), Guidance.NONE);
  }

  private Job after(OptionalLong seed) {
    return new Job.ImageToImage(
        AFTER, image, wish(seed), Guidance.NONE, Optional.empty(), Optional.empty());
  }

  private static Wish wish(OptionalLong seed) {
    return new Wish("hello", true, seed, OptionalInt.empty());
  }
}
