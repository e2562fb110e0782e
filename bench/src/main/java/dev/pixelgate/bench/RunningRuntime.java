package dev.pixelgate.bench;

import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.RuntimeOptions;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Our runtime in this process, from PNG to PNG. */
final class RunningRuntime implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final ImageRuntime runtime;
  private final String model;

  /** With one model; jobs queue without limit. */
  RunningRuntime(RuntimeOptions options, String model) {
    this.runtime = await(ImageRuntime.start(vertx, options.withQueue(1000)));
    this.model = model;
  }

  /** One picture; the PNG is thrown away, so that keeping it is not measured. */
  void upscale(TestPicture picture) {
    check(await(submit(picture, OutputStream.nullOutputStream())));
  }

  /** One picture's PNG. */
  byte[] png(TestPicture picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    check(await(submit(picture, png)));
    return png.toByteArray();
  }

  /** Hands in so many at once and waits for all. */
  void upscaleAtOnce(TestPicture picture, int count) {
    List<Future<UpscaleEnd>> ends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ends.add(submit(picture, OutputStream.nullOutputStream()));
    }
    for (Future<UpscaleEnd> end : ends) {
      check(await(end));
    }
  }

  private Future<UpscaleEnd> submit(TestPicture picture, OutputStream png) {
    return runtime.upscale(
        new UpscaleJob(model, picture.source(), picture.pixels(), png, false, Progress.NONE));
  }

  private static void check(UpscaleEnd end) {
    if (!(end instanceof UpscaleEnd.Done)) {
      throw new IllegalStateException("the runtime ended with " + end);
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    await(runtime.close());
    await(vertx.close());
  }
}
