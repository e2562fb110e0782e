package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Questions to the outside that are always answered: by their port, or by us when it is late. */
final class InTime {
  private InTime() {}

  /**
   * Asks, on the loop; the answer comes there too, within {@code limit}, and never fails.
   *
   * @param late the answer when there was none
   * @param bug the answer to a failed future or a throw
   */
  static <T> Future<T> ask(
      Loop loop,
      Duration limit,
      Supplier<Future<T>> question,
      Supplier<T> late,
      Function<Throwable, T> bug) {
    Promise<T> answer = Promise.promise();
    Loop.Timer timer = loop.after(limit, () -> answer.tryComplete(late.get()));
    Future<T> asked;
    try {
      asked = question.get();
    } catch (RuntimeException thrown) {
      asked = Future.failedFuture(thrown);
    }
    asked.otherwise(bug).onSuccess(given -> loop.run(() -> answer.tryComplete(given)));
    return answer.future().onComplete(done -> timer.stop());
  }
}
