package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.store.Account;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests run, of all and of each account, and whether new ones are taken. Any thread.
 */
public final class Lifecycle {
  /**
   * PUTs of uploads show no key, and may take one in so many of the places: slow ones leave the
   * others to what is sold.
   */
  private static final int PUT_SHARES = 4;

  private final int limit;
  private final Throttle throttle;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger puts = new AtomicInteger();
  private volatile boolean draining;
  private volatile boolean ready;

  /** Takes at most {@code limit} pipeline requests at a time. */
  public Lifecycle(int limit) {
    this(limit, new Throttle(System::nanoTime));
  }

  /** The same, with accounts counted there. */
  Lifecycle(int limit, Throttle throttle) {
    this.limit = limit;
    this.throttle = throttle;
  }

  /** Takes a place for one request of this account, or says why there is none. */
  Optional<Failure> enter(Account account) {
    if (draining) {
      return Optional.of(new Failure.Draining());
    }
    if (!tryEnter()) {
      return Optional.of(full());
    }
    // Last, so that what is refused for want of room does not count.
    Optional<Failure> refusal = throttle.enter(account);
    if (refusal.isPresent()) {
      leave();
    }
    return refusal;
  }

  /** Gives the place back. */
  void leave(Account account) {
    leave();
    throttle.leave(account);
  }

  /** Takes a place for one PUT of an upload, or says why there is none. */
  Optional<Failure> enterPut() {
    if (draining) {
      return Optional.of(new Failure.Draining());
    }
    int most = Math.max(1, limit / PUT_SHARES);
    if (puts.incrementAndGet() > most) {
      puts.decrementAndGet();
      return Optional.of(
          new Failure.NoCapacity(
              "%d PUTs run already, of the limit of %d PUTs (a quarter of limits.concurrent)"
                  .formatted(most, most),
              Duration.ofSeconds(1)));
    }
    if (!tryEnter()) {
      puts.decrementAndGet();
      return Optional.of(full());
    }
    return Optional.empty();
  }

  /** Gives the place back. */
  void leavePut() {
    leave();
    puts.decrementAndGet();
  }

  private Failure full() {
    return new Failure.NoCapacity(
        limit + " requests run already (limits.concurrent)", Duration.ofSeconds(1));
  }

  /** Takes a place for one request, if there is one. */
  public boolean tryEnter() {
    if (running.incrementAndGet() > limit) {
      leave();
      return false;
    }
    return true;
  }

  /** Gives the place back. */
  public void leave() {
    running.decrementAndGet();
  }

  /** Pipeline requests that run now. */
  public int running() {
    return running.get();
  }

  /** From now on {@code /health/ready} says yes. */
  public void becomeReady() {
    ready = true;
  }

  boolean isReady() {
    return ready && !draining;
  }

  /** From now on new pipeline requests are refused. */
  public void drain() {
    draining = true;
  }

  /** Whether this process is ending. */
  public boolean isDraining() {
    return draining;
  }
}
