package dev.pixelgate.router;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Remembers how every result ended. Confined to the event loop of its market. */
final class TestingMediaStore implements MediaStore {
  private final List<Writer> writers = new ArrayList<>();
  private Optional<LooseMedia> rescued = Optional.empty();
  private boolean broken;
  private Supplier<Future<StoredMedia>> publishing =
      () -> Future.succeededFuture(new StoredMedia("/stream/a/b.png", 1));

  /** From now on it breaks when it is asked for a place. */
  void opensNothing() {
    broken = true;
  }

  /** From now on publishing ends so. */
  void publish(Future<StoredMedia> end) {
    publishing = () -> end;
  }

  void publishFails() {
    publish(Future.failedFuture(new IOException("disk full")));
  }

  /** From now on publishing fails, and this is what can be rescued. */
  void rescues(LooseMedia picture) {
    publishFails();
    rescuesWhatIsStopped(picture);
  }

  /** What can be rescued when publishing is stopped. */
  void rescuesWhatIsStopped(LooseMedia picture) {
    rescued = Optional.of(picture);
  }

  /** The ends of the n-th result: {@code published}, {@code discarded}. */
  List<String> ends(int result) {
    return writers.get(result).ends;
  }

  int opened() {
    return writers.size();
  }

  @Override
  public ResultWriter open(String account) {
    if (broken) {
      throw new IllegalStateException("a bug");
    }
    Writer writer = new Writer();
    writers.add(writer);
    return writer;
  }

  private static Future<StoredMedia> stoppedBy(Cancellation stop, Future<StoredMedia> work) {
    Promise<StoredMedia> first = Promise.promise();
    stop.onCancel(() -> first.tryFail(new IOException("it took too long")));
    work.onSuccess(first::tryComplete).onFailure(first::tryFail);
    return first.future();
  }

  private final class Writer implements ResultWriter {
    private final List<String> ends = new ArrayList<>();

    @Override
    public Future<Void> write(Buffer bytes) {
      return Future.succeededFuture();
    }

    @Override
    public OutputStream blocking() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public Future<StoredMedia> publish(Cancellation stop) {
      ends.add("published");
      return stoppedBy(stop, publishing.get());
    }

    @Override
    public Future<LooseMedia> rescue() {
      return rescued.map(Future::succeededFuture).orElseGet(ResultWriter.super::rescue);
    }

    @Override
    public Future<Void> discard() {
      ends.add("discarded");
      return Future.succeededFuture();
    }
  }
}
