package dev.pixelgate.function.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the keyring of a running server up to date: looks at the store once a second, so that a new
 * or a revoked key takes effect within two, or else whenever a request shows a key. A store that
 * breaks leaves the last keyring in force.
 */
public final class KeyringRefresher {
  private static final Logger LOG = LoggerFactory.getLogger(KeyringRefresher.class);
  private static final long EVERY_MILLIS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final StoredKeys stored;
  private final Map<KeyHash, Account> configured;
  private final AtomicReference<Keyring> current;

  // Confined to the context.
  private Future<Void> running = Future.succeededFuture();
  private long timer = -1;
  private boolean closed;
  private boolean broken;

  /**
   * A refresher that has not looked yet.
   *
   * @param database of the keys, which need not exist; closed by its owner
   * @param configured the keys of the configuration; they win over equal ones in the store
   */
  public KeyringRefresher(Vertx vertx, Database database, Map<KeyHash, Account> configured) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.stored = new StoredKeys(database);
    this.configured = Map.copyOf(configured);
    this.current = new AtomicReference<>(Keyring.EMPTY.and(configured));
  }

  /** The keyring now, on any thread. */
  public Keyring current() {
    return current.get();
  }

  /**
   * Looks for the first time and then goes on by itself.
   *
   * @return fails with {@link StoreException} when there is a store that cannot be used
   */
  public Future<Void> start() {
    return onContext(
        () -> {
          running = look();
          return running.onSuccess(done -> schedule());
        });
  }

  /** Ends the looking, the one that goes on too. */
  public Future<Void> close() {
    return onContext(
        () -> {
          closed = true;
          vertx.cancelTimer(timer);
          return running;
        });
  }

  /**
   * Looks for the first time; after that only when it is told to.
   *
   * @return fails with {@link StoreException} when there is a store that cannot be used
   */
  public Future<Void> startOnDemand() {
    return onContext(
        () -> {
          running = look();
          return running;
        });
  }

  /** Looks, or takes part in the look that is under way; never fails. */
  public Future<Void> lookNow() {
    return onContext(() -> running.isComplete() ? lookOnce() : running.otherwiseEmpty());
  }

  private void schedule() {
    if (!closed) {
      timer = vertx.setTimer(EVERY_MILLIS, fired -> lookAgain().onComplete(looked -> schedule()));
    }
  }

  /** Looks once; never fails. */
  Future<Void> lookAgain() {
    return onContext(this::lookOnce);
  }

  private Future<Void> lookOnce() {
    running = look().onSuccess(looked -> recovered()).recover(this::complain);
    return running;
  }

  private Future<Void> look() {
    return stored.look().onSuccess(found -> found.ifPresent(this::publish)).mapEmpty();
  }

  private void publish(Keyring stored) {
    current.set(stored.and(configured));
  }

  private void recovered() {
    if (broken) {
      broken = false;
      LOG.info("keys store=readable again");
    }
  }

  private Future<Void> complain(Throwable reason) {
    if (!broken) {
      broken = true;
      LOG.warn("keys store=unusable, the last known keys stay in force: {}", reason.getMessage());
    }
    return Future.succeededFuture();
  }

  private Future<Void> onContext(Supplier<Future<Void>> action) {
    Promise<Void> promise = Promise.promise();
    context.runOnContext(ignored -> action.get().onComplete(promise));
    return promise.future();
  }
}
