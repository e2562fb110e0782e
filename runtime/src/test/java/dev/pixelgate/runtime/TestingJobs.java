package dev.pixelgate.runtime;

import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.PictureSource;
import dev.pixelgate.runtime.picture.TestingPictures;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;

/** Jobs for tests. */
final class TestingJobs {
  private TestingJobs() {}

  /** One that is never worked on. */
  static UpscaleJob of(String model, long pixels) {
    return new UpscaleJob(
        model,
        new PictureSource.InMemory(Buffer.buffer()),
        pixels,
        OutputStream.nullOutputStream(),
        false,
        Progress.NONE);
  }

  static UpscaleJob of(String model, Bitmap8 picture, OutputStream output, Progress progress)
      throws IOException {
    return new UpscaleJob(
        model,
        new PictureSource.InMemory(Buffer.buffer(TestingPictures.png(picture))),
        (long) picture.width() * picture.height(),
        output,
        true,
        progress);
  }
}
