package dev.pixelgate.router.attempt;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Upload;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Upscale jobs to be done. */
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

  public static Job of(Upload image, int width, int height, OptionalLong seed) {
    return new Job(
        new Capability(Pipeline.UPSCALE, MODEL),
        image,
        new Picture(PictureFormat.PNG, width, height),
        "my photo.png",
        "hello",
        true,
        seed,
        OptionalInt.empty());
  }
}
