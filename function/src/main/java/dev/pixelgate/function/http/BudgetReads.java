package dev.pixelgate.function.http;

import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads how budgets stand, once at a time for each account: whoever asks while that is on its way
 * shares the next read with all who do. So a thousand refusals at once do not keep the store from
 * the orders that are paid for, and nobody is told what was true before it asked. Any thread.
 */
final class BudgetReads {
  private final Function<String, Future<Optional<BudgetState>>> store;

  /** Who waits for the next read of an account that is read now. Guarded by this. */
  private final Map<String, List<Asked>> waiting = new HashMap<>();

  /** Reads from this store. */
  BudgetReads(Function<String, Future<Optional<BudgetState>>> store) {
    this.store = store;
  }

  /** How the account's budget stands. Completes on the calling context where there is one. */
  Future<Optional<BudgetState>> state(String account) {
    Asked asked = new Asked();
    synchronized (this) {
      List<Asked> next = waiting.get(account);
      if (next != null) {
        next.add(asked);
        return asked.answer.future();
      }
      waiting.put(account, new ArrayList<>());
    }
    read(account, List.of(asked));
    return asked.answer.future();
  }

  private void read(String account, List<Asked> all) {
    Future.succeededFuture()
        .compose(begin -> store.apply(account))
        .onComplete(
            result -> {
              all.forEach(asked -> asked.hears(result));
              List<Asked> next = next(account);
              if (!next.isEmpty()) {
                read(account, next);
              }
            });
  }

  private synchronized List<Asked> next(String account) {
    List<Asked> next = waiting.getOrDefault(account, List.of());
    if (next.isEmpty()) {
      waiting.remove(account);
    } else {
      waiting.put(account, new ArrayList<>());
    }
    return next;
  }

  private static final class Asked {
    private final Promise<Optional<BudgetState>> answer = Promise.promise();
    private final @Nullable Context caller = Vertx.currentContext();

    void hears(AsyncResult<Optional<BudgetState>> result) {
      if (caller == null) {
        answer.handle(result);
      } else {
        caller.runOnContext(there -> answer.handle(result));
      }
    }
  }
}
