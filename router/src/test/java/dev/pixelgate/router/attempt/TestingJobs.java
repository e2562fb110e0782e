package dev.pixelgate.router.attempt;

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

/** Jobs to be done. */
public final class TestingJobs {
  public static final String MODEL = "xinntao/realesr-general-x4v3";

  private TestingJobs() {}

  /** A plain picture in memory, no seed, no steps. */
  public static Job plain(int width, int height) {
    return of(
        new Upload.InMemory(Buffer.buffer(TestingPng.plain(width, height))),
        width,
        height,
        OptionalLong.empty());
  }

  public static Job seeded(int width, int height, long seed) {
    return of(
        new Upload.InMemory(Buffer.buffer(TestingPng.plain(width, height))),
        width,
        height,
        OptionalLong.of(seed));
  }

  /** A picture of this size from words. */
  public static Job words(int width, int height) {
    return new Job.TextToImage(
        new Capability(Pipeline.TEXT_TO_IMAGE, "stabilityai/sdxl-turbo"),
        width,
        height,
        new Wish("hello", true, OptionalLong.empty(), OptionalInt.empty()),
        Guidance.NONE);
  }

  /** A picture after a plain one of this size. */
  public static Job after(int width, int height) {
    Upload image = new Upload.InMemory(Buffer.buffer(TestingPng.plain(width, height)));
    return new Job.ImageToImage(
        new Capability(Pipeline.IMAGE_TO_IMAGE, "stabilityai/sdxl-turbo"),
        new InputImage(image, new Picture(PictureFormat.PNG, width, height), "my photo.png"),
        new Wish("hello", true, OptionalLong.empty(), OptionalInt.empty()),
        Guidance.NONE,
        Optional.empty(),
        Optional.empty());
  }

  public static Job of(Upload image, int width, int height, OptionalLong seed) {
    return new Job.Upscale(
        new Capability(Pipeline.UPSCALE, MODEL),
        new InputImage(image, new Picture(PictureFormat.PNG, width, height), "my photo.png"),
        new Wish("hello", true, seed, OptionalInt.empty()));
  }
}
