package dev.pixelgate.function.reuse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.pixelgate.pricing.Capability;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Results by what they are the result of, bounded by the bytes of their files and by age. An entry
 * that leaves lets its file go. Any thread.
 */
public final class ResultCache {
  /** Caffeine's weights are ints; in KiB they reach 2 TiB. */
  private static final int WEIGHT_BYTES = 1024;

  private final StatedVersions versions;
  private final Cache<ResultKey, CachedResult> results;

  /** Of the results here, and of the orders that are being made. */
  private final KnownShapes shapes = new KnownShapes();

  /** The key of each file that is here. */
  private final Map<Object, ResultKey> files = new ConcurrentHashMap<>();

  /**
   * An empty one.
   *
   * @param bytes of all files together
   * @param age of the oldest entry
   */
  public ResultCache(StatedVersions versions, long bytes, Duration age, Ticker ticker) {
    this.versions = versions;
    this.results =
        Caffeine.newBuilder()
            .maximumWeight(Math.max(1, bytes / WEIGHT_BYTES))
            .weigher((ResultKey key, CachedResult one) -> weight(one))
            .expireAfterWrite(age)
            .executor(Runnable::run)
            .ticker(ticker)
            .evictionListener((key, one, cause) -> left(key, one))
            .build();
  }

  private static int weight(CachedResult one) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + one.file().size() / WEIGHT_BYTES);
  }

  /**
   * The result for this key, unless whoever made it says another version of itself by now: then it
   * might make another picture, and the entry goes.
   */
  Optional<CachedResult> find(ResultKey key) {
    CachedResult found = results.getIfPresent(key);
    if (found == null) {
      return Optional.empty();
    }
    if (isOutdated(found)) {
      drop(key);
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private boolean isOutdated(CachedResult found) {
    return switch (versions.of(found.orchestrator(), found.capability())) {
      case StatedVersions.Stated.Gone g -> false;
      case StatedVersions.Stated.Present(Optional<String> version) ->
          !version.equals(found.version());
    };
  }

  /** What an orchestrator says of its version now. */
  Optional<String> version(String orchestrator, Capability capability) {
    return switch (versions.of(orchestrator, capability)) {
      case StatedVersions.Stated.Gone g -> Optional.empty();
      case StatedVersions.Stated.Present(Optional<String> version) -> version;
    };
  }

  /** Keeps a result, whose file it holds from now on, in the place of one before. */
  void keep(ResultKey key, CachedResult result) {
    result.file().hold();
    files.put(result.file().identity(), key);
    shapes.add(key.shape());
    left(key, results.asMap().put(key, result));
  }

  /** Forgets the result whose file this is, under whatever name, if there is one. */
  public void forget(Object identity) {
    ResultKey key = files.get(identity);
    if (key != null) {
      drop(key);
    }
  }

  /** Forgets everything. */
  public void clear() {
    results.asMap().keySet().forEach(this::drop);
  }

  private void drop(ResultKey key) {
    left(key, results.asMap().remove(key));
  }

  private void left(@Nullable ResultKey key, @Nullable CachedResult gone) {
    if (key != null && gone != null) {
      shapes.remove(key.shape());
      files.remove(gone.file().identity());
      gone.file().letGo();
    }
  }

  KnownShapes shapes() {
    return shapes;
  }

  /** How many there are. */
  long size() {
    results.cleanUp();
    return results.estimatedSize();
  }
}
