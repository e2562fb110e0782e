package dev.pixelgate.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.model.TestingModels;
import dev.pixelgate.runtime.model.TestingOnnx;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import dev.pixelgate.runtime.picture.PictureSource;
import dev.pixelgate.runtime.picture.TestingPictures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ImageRuntimeTest {
  private static final String EMBEDDED = ImageRuntime.EMBEDDED_UPSCALER;
  private static final String SMALL_TILES = "test/small-tiles";
  private static final RuntimeOptions CPU = RuntimeOptions.defaults().withDevice("cpu");

  @TempDir Path folder;

  @Test
  void upscalesAPhotoAndJudgesIt(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU));
    assertEquals("cpu", runtime.device());
    ModelInfo model = runtime.models().getFirst();
    assertEquals(EMBEDDED, model.id());
    assertEquals("upscale w16 4", model.pipeline() + " " + model.precision() + " " + model.scale());

    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Bitmap8 photo = TestingPictures.photo("photos/coffee_lr4.png");
    UpscaleEnd end = await(runtime.upscale(TestingJobs.of(EMBEDDED, photo, output, Progress.NONE)));
    UpscaleEnd.Done done = assertInstanceOf(UpscaleEnd.Done.class, end);
    assertEquals("600x400", done.width() + "x" + done.height());
    assertEquals(false, done.safety().orElseThrow().nsfw());
    Bitmap8 golden = TestingPictures.photo("golden/coffee_realesr-general-x4v3.png");
    Bitmap8 result = TestingPictures.read(output.toByteArray());
    assertTrue(TestingPictures.psnr(golden, result, 0) >= 50);
    assertEquals(0, runtime.queueLength());
  }

  @Test
  void leavesTheSafetyCheckOutWhenNotAsked(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU));
    Path file =
        Files.write(folder.resolve("in.png"), TestingPictures.resource("photos/astronaut_32.png"));
    UpscaleJob job =
        new UpscaleJob(
            EMBEDDED,
            new PictureSource.InFile(file),
            32 * 32,
            OutputStream.nullOutputStream(),
            false,
            Progress.NONE);
    UpscaleEnd.Done done = assertInstanceOf(UpscaleEnd.Done.class, await(runtime.upscale(job)));
    assertTrue(done.safety().isEmpty());
  }

  @Test
  void completesOnTheCallersEventLoopWhichStaysFree(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU));
    AtomicInteger ticks = new AtomicInteger();
    AtomicReference<Thread> caller = new AtomicReference<>();
    CompletableFuture<Thread> completedOn = new CompletableFuture<>();
    UpscaleJob job =
        TestingJobs.of(EMBEDDED, noise(), OutputStream.nullOutputStream(), Progress.NONE);
    vertx.runOnContext(
        nothing -> {
          caller.set(Thread.currentThread());
          vertx.setPeriodic(1, id -> ticks.incrementAndGet());
          runtime.upscale(job).onComplete(end -> completedOn.complete(Thread.currentThread()));
        });
    assertEquals(completedOn.get(60, TimeUnit.SECONDS), caller.get());
    assertTrue(ticks.get() > 0, "the event loop ran nothing during the job");
  }

  @Test
  void stopsARunningJobBetweenTiles(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, smallTiles()));
    AtomicReference<UpscaleJob> running = new AtomicReference<>();
    AtomicInteger tiles = new AtomicInteger();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    UpscaleJob job =
        TestingJobs.of(
            SMALL_TILES,
            noise(),
            output,
            (done, total) -> {
              assertEquals(16, total);
              tiles.set(done);
              if (done == 2) {
                running.get().cancel();
              }
            });
    running.set(job);
    assertEquals(new UpscaleEnd.Cancelled(), await(runtime.upscale(job)));
    assertEquals(2, tiles.get());
    assertEquals(0, output.size());
  }

  @Test
  void refusesWhenFullAndDropsACancelledJobFromTheQueue(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU.withQueue(1)));
    CompletableFuture<Void> go = new CompletableFuture<>();
    Future<UpscaleEnd> running = runtime.upscale(job((done, total) -> go.join()));
    UpscaleJob waiting = job(Progress.NONE);
    Future<UpscaleEnd> waitingEnd = runtime.upscale(waiting);
    UpscaleEnd refusal = await(runtime.upscale(job(Progress.NONE)));
    UpscaleEnd.QueueFull full = assertInstanceOf(UpscaleEnd.QueueFull.class, refusal);
    assertTrue(full.retryAfter().compareTo(Duration.ofSeconds(1)) >= 0);
    assertEquals(2, runtime.queueLength());
    waiting.cancel();
    assertEquals(new UpscaleEnd.Cancelled(), await(waitingEnd));
    assertEquals(1, runtime.queueLength());
    go.complete(null);
    assertInstanceOf(UpscaleEnd.Done.class, await(running));
  }

  @Test
  void finishesWhatItAcceptedBeforeItCloses(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU));
    Future<UpscaleEnd> running = runtime.upscale(job(Progress.NONE));
    Future<UpscaleEnd> waiting = runtime.upscale(job(Progress.NONE));
    Future<Void> closed = runtime.close();
    assertEquals(
        new UpscaleEnd.Failed("the runtime is closing", false),
        await(runtime.upscale(job(Progress.NONE))));
    await(closed);
    assertInstanceOf(UpscaleEnd.Done.class, await(running));
    assertInstanceOf(UpscaleEnd.Done.class, await(waiting));
    await(runtime.close());
    assertTrue(vertx.deploymentIDs().isEmpty());
  }

  @Test
  void twoRuntimesLiveSideBySide(Vertx vertx) throws Exception {
    ImageRuntime one = await(ImageRuntime.start(vertx, CPU));
    ImageRuntime other = await(ImageRuntime.start(vertx, CPU));
    await(one.close());
    assertInstanceOf(UpscaleEnd.Done.class, await(other.upscale(job(Progress.NONE))));
  }

  @Test
  void answersWithAValueWhateverIsWrongWithAJob(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU.withMaxPixels(32 * 32)));
    assertEquals(
        new UpscaleEnd.UnknownModel("no/such", List.of(EMBEDDED)),
        await(runtime.upscale(TestingJobs.of("no/such", 1))));
    assertEquals(
        new UpscaleEnd.BadPicture("not a PNG, JPEG, WebP, GIF, BMP or TIFF picture"),
        await(runtime.upscale(TestingJobs.of(EMBEDDED, 1))));
    assertEquals(
        new UpscaleEnd.BadPicture("128x128 is 16384 px, over the limit of 1024 px"),
        await(
            runtime.upscale(
                TestingJobs.of(
                    EMBEDDED, noise(), OutputStream.nullOutputStream(), Progress.NONE))));
    UpscaleEnd unwritten =
        await(
            runtime.upscale(
                TestingJobs.of(
                    EMBEDDED, TestingPictures.noise(8, 8, 1), new FullDisk(), Progress.NONE)));
    assertEquals(new UpscaleEnd.OutputFailed("the result could not be written"), unwritten);
    UpscaleEnd missing =
        await(
            runtime.upscale(
                new UpscaleJob(
                    EMBEDDED,
                    new PictureSource.InFile(folder.resolve("gone.png")),
                    1,
                    OutputStream.nullOutputStream(),
                    false,
                    Progress.NONE)));
    // The path is for the log: the message goes to clients.
    assertEquals(new UpscaleEnd.Failed("the source could not be read", false), missing);
  }

  @ParameterizedTest
  @CsvSource({"png-rgba8,4,8", "png-rgb16,3,16", "png-rgba16,4,16", "png-greyalpha8,4,8"})
  void keepsAlphaAndSixteenBits(String name, int channels, int depth, Vertx vertx)
      throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    UpscaleJob job =
        new UpscaleJob(
            EMBEDDED,
            new PictureSource.InFile(Path.of("src/test/resources/corpus", name + ".png")),
            1,
            output,
            true,
            Progress.NONE);
    UpscaleEnd.Done done = assertInstanceOf(UpscaleEnd.Done.class, await(runtime.upscale(job)));
    Bitmap result = TestingPictures.readAny(output.toByteArray());
    assertEquals(done.width() + "x" + done.height(), result.width() + "x" + result.height());
    assertEquals(channels, result.channels());
    assertEquals(depth, result.depth());
  }

  /** Two bands of four tiles are filled before the first that is never given back is missed. */
  @Test
  void stopsInferenceWhenTheOutputFails(Vertx vertx) throws Exception {
    TestingOnnx.add(folder, "test/nearest", 32, 4);
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU.withModelFolder(folder)));
    AtomicInteger tiles = new AtomicInteger();
    UpscaleJob job =
        TestingJobs.of(
            "test/nearest",
            TestingPictures.noise(128, 512, 1),
            new FullDisk(),
            (done, total) -> tiles.set(done));
    assertEquals(
        new UpscaleEnd.OutputFailed("the result could not be written"),
        await(runtime.upscale(job)));
    assertTrue(tiles.get() <= 8, tiles + " of 64 tiles were done");
  }

  @Test
  void survivesAProgressThatThrows(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU));
    UpscaleEnd internal = new UpscaleEnd.Failed("internal error", false);
    Progress broken =
        (done, total) -> {
          throw new IllegalStateException("broken listener");
        };
    assertEquals(internal, await(runtime.upscale(job(broken))));
    Progress wrong =
        (done, total) -> {
          throw new AssertionError("an error is no reason to say nothing");
        };
    assertEquals(internal, await(runtime.upscale(job(wrong))));
    assertInstanceOf(UpscaleEnd.Done.class, await(runtime.upscale(job(Progress.NONE))));
  }

  @Test
  void doesNotStartWithDamagedWeights(Vertx vertx) throws Exception {
    Path weights = TestingModels.add(folder, "m", "test/m", 64).resolve(TestingModels.WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[1_000_000] ^= 1;
    Files.write(weights, bytes);
    String message = startFailure(vertx, CPU.withModelFolder(folder));
    assertTrue(
        message.startsWith(weights + ": damaged or another file: expected sha256 83d036dc"),
        message);
    assertTrue(vertx.deploymentIDs().isEmpty());
  }

  @Test
  void doesNotStartWithWeightsOfAnotherScale(Vertx vertx) throws Exception {
    Path model = TestingModels.add(folder, "m", "test/m", 64);
    Path manifest = model.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"scale\":4", "\"scale\":2"));
    String message = startFailure(vertx, CPU.withModelFolder(folder));
    assertTrue(message.startsWith(model.resolve(TestingModels.WEIGHTS).toString()), message);
    assertTrue(message.contains("must have the shape [1, 56, 56, 3]"), message);
  }

  @Test
  void doesNotStartOnADeviceThatItDoesNotKnow(Vertx vertx) throws Exception {
    assertEquals(
        "device is tpu, must be auto, cpu or cuda:0", startFailure(vertx, CPU.withDevice("tpu")));
  }

  @Test
  void startsOnItsOwnChoiceOfDevice(Vertx vertx) throws Exception {
    ImageRuntime runtime = await(ImageRuntime.start(vertx, CPU.withDevice("auto")));
    assertInstanceOf(UpscaleEnd.Done.class, await(runtime.upscale(job(Progress.NONE))));
  }

  private RuntimeOptions smallTiles() throws IOException {
    TestingModels.add(folder, "small", SMALL_TILES, 32);
    return CPU.withModelFolder(folder);
  }

  private static UpscaleJob job(Progress progress) throws IOException {
    return TestingJobs.of(
        EMBEDDED, TestingPictures.noise(32, 32, 1), OutputStream.nullOutputStream(), progress);
  }

  private static Bitmap8 noise() {
    return TestingPictures.noise(128, 128, 1);
  }

  private static String startFailure(Vertx vertx, RuntimeOptions options) throws Exception {
    Future<ImageRuntime> start = ImageRuntime.start(vertx, options);
    ExecutionException e = assertThrows(ExecutionException.class, () -> await(start));
    return assertInstanceOf(RuntimeStartException.class, e.getCause()).getMessage();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("disk is full");
    }
  }
}
