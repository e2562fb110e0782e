package dev.pixelgate.function.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Upload;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that is named is read as one that is brought, in whatever pieces it comes. */
class ReferredPictureTest {
  private static final IntakeLimits LIMITS =
      new IntakeLimits(20 << 20, 20 << 20, 8192, 1 << 24, Duration.ofSeconds(30));

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger files = new AtomicInteger();
  @TempDir private Path folder;
  private volatile byte[] picture = new byte[0];
  private volatile long seed;
  private HttpServer server;

  @BeforeEach
  void start() {
    FormIntake intake =
        new FormIntake(vertx, LIMITS, () -> folder.resolve("s" + files.incrementAndGet()));
    FormIntake.Wishes wishes =
        new FormIntake.Wishes(EarlyLook.NONE, this::find, new Cancellation());
    server =
        Blocking.join(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        intake
                            .read(request, wishes)
                            .compose(this::told)
                            .onSuccess(request.response()::end))
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    Blocking.join(vertx.close());
  }

  private Optional<Future<Referred>> find(FieldsAhead fields, Cancellation stop) {
    return fields
        .text("image")
        .map(
            name ->
                Future.succeededFuture(
                    new Referred.Found(
                        new Pieces(picture, new Random(seed)),
                        cause -> {
                          throw new IllegalStateException(cause);
                        })));
  }

  /** All that is told of an image, or why there is none. */
  private Future<String> told(Intake read) {
    return switch (read) {
      case Intake.Refused(var failure) ->
          Future.succeededFuture(FailureBody.of(failure).json().encode());
      case Intake.Enough enough -> Future.failedFuture("it was read to its end");
      case Intake.Complete(Form form) -> {
        ImagePart image = form.image().orElseThrow();
        String facts = image.picture() + " " + image.sha256().hex() + " " + image.upload().size();
        yield switch (image.upload()) {
          case Upload.InMemory(Buffer bytes) ->
              Future.succeededFuture("memory " + facts + " " + hash(bytes));
          case Upload.Spooled(Path file, long size) ->
              vertx
                  .fileSystem()
                  .readFile(file.toString())
                  .map(bytes -> "spool " + facts + " " + hash(bytes))
                  .onComplete(told -> form.deleteSpooled(vertx.fileSystem()));
        };
      }
    };
  }

  private static String hash(Buffer bytes) {
    return Sha256.of(bytes.getBytes()).hex();
  }

  private String post(TestingForm form) {
    TestingAnswer answer = TestingClient.upscale(server.actualPort(), form);
    assertEquals(200, answer.status());
    return answer.text();
  }

  private void assertReadAsBrought(byte[] bytes) throws Exception {
    picture = bytes;
    String brought = post(new TestingForm().text("prompt", "a").image(bytes));
    for (int i = 0; i < 12; i++) {
      seed = System.nanoTime() ^ i;
      String named = post(new TestingForm().text("prompt", "a").text("image", "blob"));
      assertEquals(brought, named, "seed " + seed);
    }
    TestingClient.until(
        Duration.ofSeconds(20), () -> folder.toFile().list().length, left -> left == 0);
    assertEquals(0, Files.list(folder).count());
  }

  @Test
  void inMemory() throws Exception {
    assertReadAsBrought(TestingPng.noise(40, 30, 7));
  }

  @Test
  void inTheSpool() throws Exception {
    assertReadAsBrought(TestingPng.noise(500, 400, 7));
  }

  @Test
  void atTheBorderOfBoth() throws Exception {
    byte[] padded = Arrays.copyOf(TestingPng.noise(40, 30, 7), ImageCollector.MEMORY_BYTES);
    assertReadAsBrought(padded);
    assertReadAsBrought(Arrays.copyOf(padded, ImageCollector.MEMORY_BYTES + 1));
  }

  @Test
  void refused() throws Exception {
    byte[] whole = TestingPng.noise(500, 400, 7);
    assertReadAsBrought(Arrays.copyOf(whole, whole.length - 5));
    assertReadAsBrought(new byte[300_000]);
    assertReadAsBrought(TestingPng.plain(9000, 1));
  }

  /** Gives bytes in pieces of any size, from the event loop, and only while it is not paused. */
  private final class Pieces implements ReadStream<Buffer> {
    private final byte[] bytes;
    private final Random random;
    private int at;
    private boolean paused = true;
    private boolean ended;
    private boolean running;
    private Handler<Buffer> handler = piece -> {};
    private Handler<Void> end = none -> {};

    Pieces(byte[] bytes, Random random) {
      this.bytes = bytes;
      this.random = random;
    }

    private void run() {
      running = false;
      if (paused || ended) {
        return;
      }
      if (at == bytes.length) {
        ended = true;
        end.handle(null);
        return;
      }
      int most = random.nextBoolean() ? 100_000 : 40;
      int size = Math.min(bytes.length - at, 1 + random.nextInt(most));
      at += size;
      handler.handle(Buffer.buffer(Arrays.copyOfRange(bytes, at - size, at)));
      if (random.nextInt(40) == 0) {
        at = skipTiny(at);
      }
      next();
    }

    /** Nobody waits for a large picture in pieces of 20 bytes. */
    private int skipTiny(int from) {
      int size = Math.min(bytes.length - from, 20_000);
      handler.handle(Buffer.buffer(Arrays.copyOfRange(bytes, from, from + size)));
      return from + size;
    }

    private void next() {
      if (!running) {
        running = true;
        vertx.getOrCreateContext().runOnContext(next -> run());
      }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> unused) {
      return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> one) {
      handler = one == null ? piece -> {} : one;
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      paused = true;
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      paused = false;
      next();
      return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      return resume();
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> one) {
      end = one == null ? none -> {} : one;
      return this;
    }
  }
}
