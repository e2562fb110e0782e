package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal: whatever comes while one transaction is on its way to the disk goes into the next
 * one, so that one flush serves many requests.
 *
 * <p>A group that fails while the store works has something in it that cannot be written; its calls
 * are then made one by one, so that only that one fails. While the store is away, what must not be
 * forgotten is kept in its order and tried again, after 0.1 s at first and 5 s at most.
 */
final class GroupCommit implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long LEAST_PAUSE_MILLIS = 100;
  private static final long MOST_PAUSE_MILLIS = 5_000;

  private final Vertx vertx;
  private final Database database;
  private final Fence fence;
  private final Context context;

  // Guarded by itself, with `scheduled`.
  private final Deque<Call> incoming = new ArrayDeque<>();
  private boolean scheduled;

  private volatile boolean available = true;
  private final AtomicLong commits = new AtomicLong();

  // Confined to the context.
  private final Deque<Call> kept = new ArrayDeque<>();
  private final List<Promise<Void>> flushes = new ArrayList<>();
  private long pauseMillis = LEAST_PAUSE_MILLIS;

  GroupCommit(Vertx vertx, Database database, Fence fence) {
    this.vertx = vertx;
    this.database = database;
    this.fence = fence;
    this.context = vertx.getOrCreateContext();
  }

  @Override
  public Future<Void> require(List<Write> writes) {
    return available
        ? submit(new Call(writes, true))
        : Future.failedFuture(new StoreAwayException("the store took no commit a moment ago"));
  }

  @Override
  public Future<Void> record(List<Write> writes) {
    Call call = new Call(writes, false);
    Future<Void> written = submit(call);
    if (!available) {
      call.letKnow();
    }
    return written;
  }

  @Override
  public boolean isAvailable() {
    return available;
  }

  /** How many transactions there were. */
  long commits() {
    return commits.get();
  }

  /** Completes when nothing waits to be written, or when the store was found to be away. */
  Future<Void> flushed() {
    Promise<Void> flush = Promise.promise();
    context.runOnContext(
        v -> {
          flushes.add(flush);
          submit(new Call(List.of(), false));
        });
    return flush.future();
  }

  private Future<Void> submit(Call call) {
    synchronized (incoming) {
      incoming.add(call);
      if (!scheduled) {
        scheduled = true;
        context.runOnContext(v -> next());
      }
    }
    return call.future();
  }

  /** Writes what has come; while that is on its way, more comes. */
  private void next() {
    List<Call> group = taken();
    if (group.isEmpty()) {
      settleFlushes();
      return;
    }
    together(group, false)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                group.forEach(Call::written);
                next();
              } else {
                failed(new ArrayDeque<>(group), result.cause());
              }
            });
  }

  /** What has come, and nothing of what counts on an instance that is not alive any more. */
  private List<Call> taken() {
    List<Call> group = new ArrayList<>();
    synchronized (incoming) {
      group.addAll(incoming);
      incoming.clear();
      scheduled = !group.isEmpty();
    }
    String instance = fence.instance();
    group.stream()
        .filter(call -> call.isOfAnotherThan(instance))
        .forEach(call -> call.fail(new TakenForDead(instance)));
    group.removeIf(call -> call.isOfAnotherThan(instance));
    if (group.isEmpty()) {
      rescheduleIfMore();
    }
    return group;
  }

  /** Nothing of what was taken is written, and more may have come. */
  private void rescheduleIfMore() {
    synchronized (incoming) {
      scheduled = !incoming.isEmpty();
      if (scheduled) {
        context.runOnContext(v -> next());
      }
    }
  }

  private Future<Void> together(Iterable<Call> calls, boolean again) {
    return transaction(
        session -> {
          Batch batch = new Batch();
          Future<Void> filled = Future.succeededFuture();
          for (Call call : calls) {
            if (again) {
              filled = filled.compose(v -> call.missingInto(batch, session));
            } else {
              call.into(batch);
            }
          }
          return filled.compose(v -> batch.apply(session));
        });
  }

  private Future<Void> transaction(Write work) {
    commits.incrementAndGet();
    return database
        .transaction(
            session -> fence.pass(session).compose(v -> work.apply(session)).<Void>mapEmpty())
        .mapEmpty();
  }

  private Future<Void> probe() {
    return transaction(session -> Future.succeededFuture());
  }

  private void failed(Deque<Call> calls, Throwable cause) {
    Optional<TakenForDead> taken = TakenForDead.in(cause);
    if (taken.isPresent()) {
      takenForDead(calls, taken.get());
    } else {
      probe()
          .onComplete(
              works -> {
                if (works.succeeded()) {
                  oneByOne(calls);
                } else {
                  away(calls, works.cause());
                }
              });
    }
  }

  private void takenForDead(Deque<Call> calls, TakenForDead cause) {
    calls.stream().filter(Call::isRequired).forEach(call -> call.fail(cause));
    calls.removeIf(Call::isRequired);
    fence
        .renew(cause.instance())
        .onComplete(
            renewed -> {
              if (renewed.succeeded()) {
                oneByOne(calls);
              } else {
                away(calls, renewed.cause());
              }
            });
  }

  private void oneByOne(Deque<Call> calls) {
    Call call = calls.peek();
    if (call == null) {
      back();
      return;
    }
    together(List.of(call), true)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                calls.remove();
                call.written();
                oneByOne(calls);
              } else {
                failedAlone(calls, result.cause());
              }
            });
  }

  private void failedAlone(Deque<Call> calls, Throwable cause) {
    Optional<TakenForDead> taken = TakenForDead.in(cause);
    if (taken.isPresent()) {
      takenForDead(calls, taken.get());
      return;
    }
    probe()
        .onComplete(
            works -> {
              if (works.succeeded()) {
                refuse(calls, cause);
                oneByOne(calls);
              } else {
                away(calls, works.cause());
              }
            });
  }

  /**
   * This one cannot be written. What has happened is then written piece by piece: that a receipt is
   * impossible must not lose the money that it is about.
   */
  private void refuse(Deque<Call> calls, Throwable cause) {
    Call call = calls.remove();
    if (call.isRequired()) {
      call.fail(cause);
      return;
    }
    if (call.isSingle()) {
      LOG.error("ledger_lost what=\"{}\"", call, cause);
      call.lost();
      return;
    }
    LOG.error("ledger_split what=\"{}\"", call, cause);
    List<Call> pieces = call.split();
    pieces.reversed().forEach(calls::addFirst);
    Future.join(pieces.stream().map(Call::future).toList()).onComplete(done -> call.letKnow());
  }

  private void away(Deque<Call> calls, Throwable cause) {
    if (available) {
      LOG.warn("store_away reason=\"{}\"", cause.getMessage());
    }
    available = false;
    synchronized (incoming) {
      calls.addAll(incoming);
      incoming.clear();
    }
    for (Call call : calls) {
      if (call.isRequired()) {
        call.fail(new StoreAwayException(String.valueOf(cause.getMessage())));
      } else {
        call.letKnow();
        kept.add(call);
      }
    }
    settleFlushes();
    vertx.setTimer(pauseMillis, timer -> context.runOnContext(v -> tryAgain()));
    pauseMillis = Math.min(2 * pauseMillis, MOST_PAUSE_MILLIS);
  }

  private void tryAgain() {
    Deque<Call> calls = new ArrayDeque<>(kept);
    kept.clear();
    together(calls, true)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                calls.forEach(Call::written);
                back();
              } else {
                failed(calls, result.cause());
              }
            });
  }

  private void back() {
    if (!available) {
      LOG.info("store_back");
    }
    available = true;
    pauseMillis = LEAST_PAUSE_MILLIS;
    next();
  }

  private void settleFlushes() {
    List<Promise<Void>> done = List.copyOf(flushes);
    flushes.clear();
    done.forEach(Promise::tryComplete);
  }
}
