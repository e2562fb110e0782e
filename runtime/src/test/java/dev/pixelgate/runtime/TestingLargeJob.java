package dev.pixelgate.runtime;

import dev.pixelgate.runtime.picture.PictureSource;
import io.vertx.core.Vertx;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Upscales one file into another in a process of its own; exits with 0 when it is done. */
final class TestingLargeJob {
  static final String MODEL = "test/nearest";

  private TestingLargeJob() {}

  /** Arguments: model folder, input, output. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    RuntimeOptions options =
        RuntimeOptions.defaults().withDevice("cpu").withModelFolder(Path.of(args[0]));
    UpscaleEnd end;
    try (OutputStream output = Files.newOutputStream(Path.of(args[2]))) {
      PictureSource source = new PictureSource.InFile(Path.of(args[1]));
      UpscaleJob job = new UpscaleJob(MODEL, source, 1, output, true, Progress.NONE);
      end =
          ImageRuntime.start(vertx, options)
              .compose(runtime -> runtime.upscale(job).eventually(runtime::close))
              .toCompletionStage()
              .toCompletableFuture()
              .get(110, TimeUnit.SECONDS);
    }
    System.out.println(end);
    System.out.println(Files.readString(Path.of("/proc/self/status")));
    System.exit(end instanceof UpscaleEnd.Done ? 0 : 1);
  }
}
