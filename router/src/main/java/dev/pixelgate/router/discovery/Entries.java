package dev.pixelgate.router.discovery;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The newest entry of every orchestrator: one question at a time to each, the old entry while a new
 * one is on its way, a hard end to what nobody confirms, and no more entries than orchestrators.
 * When to ask is not decided here: a cache refreshes when it is read, and ours has to be fresh
 * before. Confined to the keeper's loop.
 */
final class Entries {
  /** Long enough to be for good, short enough to be counted in nanoseconds. */
  private static final Duration FOR_GOOD = Duration.ofDays(36_500);

  private final AsyncLoadingCache<String, Entry> cache;
  private final Loop loop;
  private final Duration forgottenAfter;
  private final Predicate<String> lasting;
  private final BiFunction<String, Entry, Future<Entry>> ask;
  private Optional<Runnable> question = Optional.empty();

  /**
   * None yet.
   *
   * @param lasting the names whose entries are never forgotten
   * @param ask asks an orchestrator, whose entry until now is given; answers that one again when
   *     there is nothing new; never fails
   */
  Entries(
      Loop loop,
      DiscoverySettings settings,
      Predicate<String> lasting,
      BiFunction<String, Entry, Future<Entry>> ask) {
    this.loop = loop;
    this.forgottenAfter = settings.forgottenAfter();
    this.lasting = lasting;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(settings.maxPeers())
            .expireAfter(Expiry.writing(this::left))
            .ticker(this::nanos)
            .executor(Runnable::run)
            .buildAsync(new Loader());
    this.ask = ask;
  }

  /** What is known of it now; {@link Entry#NONE} when that is nothing. */
  Entry of(String name) {
    return Optional.ofNullable(cache.synchronous().getIfPresent(name)).orElse(Entry.NONE);
  }

  void put(String name, Entry entry) {
    cache.put(name, CompletableFuture.completedFuture(entry));
  }

  /**
   * Asks, or joins the question that is under way. The entry is in its place soon after the future
   * has completed, not before.
   */
  Future<Entry> refresh(String name) {
    Future<Entry> refreshed = Future.fromCompletionStage(cache.synchronous().refresh(name));
    Optional<Runnable> begun = question;
    question = Optional.empty();
    begun.ifPresent(Runnable::run);
    return refreshed;
  }

  void remove(String name) {
    cache.synchronous().invalidate(name);
  }

  private Duration left(String name, Entry entry) {
    if (lasting.test(name) || entry.seenAt().equals(Instant.EPOCH)) {
      return FOR_GOOD;
    }
    Duration left = Duration.between(loop.instant(), entry.seenAt().plus(forgottenAfter));
    return left.isPositive() ? left : Duration.ofNanos(1);
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, loop.instant()).toNanos();
  }

  /**
   * Leaves the question for later: the cache calls this amid a change of its own map, and an answer
   * that is there at once may bring new orchestrators, which change that map.
   */
  private final class Loader implements AsyncCacheLoader<String, Entry> {
    @Override
    public CompletableFuture<Entry> asyncLoad(String name, Executor executor) {
      return asyncReload(name, Entry.NONE, executor);
    }

    @Override
    public CompletableFuture<Entry> asyncReload(String name, Entry old, Executor executor) {
      CompletableFuture<Entry> answer = new CompletableFuture<>();
      question = Optional.of(() -> ask.apply(name, old).onSuccess(answer::complete));
      return answer;
    }
  }
}
