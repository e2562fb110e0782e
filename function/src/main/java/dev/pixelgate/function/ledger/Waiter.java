package dev.pixelgate.function.ledger;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** One request that waits until a slice has its money. */
final class Waiter {
  private final long amount;
  private final Promise<SliceAnswer> answer = Promise.promise();
  private final @Nullable Context caller = Vertx.currentContext();

  /** Whether what it needs was said in the exchange that is under way. */
  private boolean asked;

  Waiter(long amount) {
    this.amount = amount;
  }

  long amount() {
    return amount;
  }

  boolean isAsked() {
    return asked;
  }

  void ask() {
    asked = true;
  }

  Future<SliceAnswer> future() {
    return answer.future();
  }

  /** Completes on the caller's context. */
  void answer(SliceAnswer value) {
    if (caller == null) {
      answer.complete(value);
    } else {
      caller.runOnContext(v -> answer.complete(value));
    }
  }
}
