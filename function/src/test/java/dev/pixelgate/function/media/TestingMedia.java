package dev.pixelgate.function.media;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A media store in a folder of a test, and what a test wants to know of it. */
final class TestingMedia implements AutoCloseable {
  static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  final Vertx vertx;
  final Path data;
  final TestingClock clock = new TestingClock();
  final Spool spool;
  final FileMediaStore store;
  final Sweeper sweeper;

  TestingMedia(Vertx vertx, Path data) throws IOException {
    this.vertx = vertx;
    this.data = data;
    this.spool = Spool.open(data);
    this.store = new FileMediaStore(vertx, data, spool, TIME_TO_LIVE, clock);
    this.sweeper = new Sweeper(vertx, store, spool);
  }

  StoredMedia publish(String account, byte[] bytes) throws Exception {
    ResultWriter writer = store.open(account);
    return await(
        () -> writer.write(Buffer.buffer(bytes)).compose(w -> writer.publish(new Cancellation())));
  }

  /** Runs a step on an event loop and waits for its future. */
  <T> T await(Supplier<Future<T>> step) throws Exception {
    Promise<T> promise = Promise.promise();
    vertx.runOnContext(
        ignored -> Future.succeededFuture().compose(start -> step.get()).onComplete(promise));
    return promise.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** As {@link #await}, for a step that must fail. */
  Throwable failure(Supplier<Future<?>> step) throws Exception {
    return await(
        () ->
            step.get()
                .transform(
                    ended ->
                        ended.failed()
                            ? Future.succeededFuture(ended.cause())
                            : Future.failedFuture(new AssertionError("did not fail"))));
  }

  static String session(StoredMedia media) {
    return media.path().split("/")[2];
  }

  static String name(StoredMedia media) {
    return media.path().split("/")[3].replace(".png", "");
  }

  List<Path> files() {
    return files(data.resolve("media"));
  }

  List<Path> spooled() {
    return files(data.resolve("spool")).stream()
        .filter(file -> !file.toString().endsWith(".lock"))
        .toList();
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    sweeper.stop();
    spool.close();
  }
}
