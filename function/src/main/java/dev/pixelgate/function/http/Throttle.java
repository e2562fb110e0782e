package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.store.RequestRate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * How often accounts ask here, and how much of theirs runs at a time. Each instance counts for
 * itself. It remembers accounts with a limit only, and limits are the configuration's: no client
 * makes it grow. Any thread.
 */
public final class Throttle {
  /** A request of ours takes some time; whoever has many of them may look again after this. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Map<String, Tempo> tempos = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

  /**
   * Nobody has asked yet.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public Throttle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Counts one more request of this account, which {@link #leave}s when it is over; not when it is
   * over a limit.
   */
  Optional<Failure> enter(Account account) {
    Optional<Failure> full = account.limits().concurrent().flatMap(most -> begin(account, most));
    if (full.isPresent()) {
      return full;
    }
    Optional<Failure> fast = account.limits().rate().flatMap(rate -> take(account, rate));
    if (fast.isPresent()) {
      leave(account);
    }
    return fast;
  }

  /** One that was counted is over. */
  void leave(Account account) {
    account.limits().concurrent().ifPresent(most -> running(account).decrementAndGet());
  }

  private Optional<Failure> begin(Account account, int most) {
    AtomicInteger count = running(account);
    if (count.incrementAndGet() <= most) {
      return Optional.empty();
    }
    count.decrementAndGet();
    return Optional.of(
        new Failure.RateLimited(
            "account %s has %d requests running, and may have %d at a time (concurrent)"
                .formatted(account.name(), most, most),
            most + 1,
            most,
            "requests",
            SOON));
  }

  private Optional<Failure> take(Account account, RequestRate rate) {
    long now = nanoTime.getAsLong();
    return tempos
        .compute(
            account.name(),
            (name, known) ->
                known == null || !known.rate().equals(rate) ? new Tempo(rate, now) : known)
        .take(now)
        .map(wait -> tooFast(account, rate, wait));
  }

  private static Failure tooFast(Account account, RequestRate rate, Duration wait) {
    return new Failure.RateLimited(
        "account %s may begin %s requests (rate), and %d at once; there is room in %d ms"
            .formatted(account.name(), rate, rate.burst(), wait.toMillis() + 1),
        rate.requests() + 1,
        rate.requests(),
        "requests/" + rate.unit(),
        wait);
  }

  private AtomicInteger running(Account account) {
    return running.computeIfAbsent(account.name(), name -> new AtomicInteger());
  }
}
