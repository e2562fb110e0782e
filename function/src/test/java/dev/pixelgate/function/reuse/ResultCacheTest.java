package dev.pixelgate.function.reuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.media.SharedPicture;
import dev.pixelgate.function.reuse.StatedVersions.Stated;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResultCacheTest {
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, "m");
  private static final long MIB = 1 << 20;

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> deleted = new ArrayList<>();
  private Stated stated = new Stated.Present(Optional.of("1"));
  private final ResultCache cache =
      new ResultCache((who, what) -> stated, 2 * MIB, Duration.ofHours(1), nanos::get);

  private static ResultKey key(String name) {
    return new ResultKey(
        Sha256.of(name.getBytes(StandardCharsets.UTF_8)), new KnownShapes.Shape("acme", 4, 4));
  }

  private KeptFile kept(String name, long size) {
    return new KeptFile(
        new SharedPicture() {
          @Override
          public Object identity() {
            return name;
          }

          @Override
          public Future<StoredMedia> publish(String account) {
            return Future.failedFuture("nobody asks for it");
          }

          @Override
          public Future<Void> release() {
            deleted.add(name);
            return Future.succeededFuture();
          }
        },
        size);
  }

  /** Keeps one that its maker has let go. */
  private CachedResult keep(String name, long size) {
    KeptFile file = kept(name, size);
    CachedResult result =
        new CachedResult(
            UPSCALE,
            "alpha",
            Price.parse("1e-8 USD/px"),
            cache.version("alpha", UPSCALE),
            new AttemptEnd.Served(7, false, Optional.empty(), List.of(), Duration.ZERO),
            file);
    cache.keep(key(name), result);
    file.letGo();
    return result;
  }

  @Test
  void anotherVersionOfTheSellerEndsAResult() {
    CachedResult kept = keep("a", 100);
    assertEquals(Optional.of(kept), cache.find(key("a")));
    stated = new Stated.Present(Optional.of("2"));

    assertEquals(Optional.empty(), cache.find(key("a")));
    assertEquals(List.of("a"), deleted);
    assertFalse(cache.shapes().contains(key("a").shape()));
  }

  @Test
  void oneThatStatesItsVersionNoMoreOrForTheFirstTimeIsAnother() {
    keep("a", 100);
    stated = new Stated.Present(Optional.empty());
    assertEquals(Optional.empty(), cache.find(key("a")));

    keep("b", 100);
    stated = new Stated.Present(Optional.of("1"));
    assertEquals(Optional.empty(), cache.find(key("b")));
  }

  @Test
  void whatASellerMadeOutlivesIt() {
    CachedResult kept = keep("a", 100);
    stated = new Stated.Gone();

    assertEquals(Optional.of(kept), cache.find(key("a")));
  }

  @Test
  void aResultEndsWithItsAge() {
    keep("a", 100);
    nanos.addAndGet(Duration.ofHours(1).toNanos());

    assertEquals(Optional.empty(), cache.find(key("a")));
    assertEquals(0, cache.size());
    assertEquals(List.of("a"), deleted);
  }

  @Test
  void allTogetherAreNoLargerThanTheBytesAllow() {
    for (int i = 0; i < 10; i++) {
      keep("r" + i, MIB / 2);
    }

    assertTrue(cache.size() <= 4, () -> cache.size() + " are kept");
    assertEquals(10 - cache.size(), deleted.size());
  }

  @Test
  void whatIsLargerThanAllIsNotKept() {
    keep("a", 3 * MIB);

    assertEquals(0, cache.size());
    assertEquals(List.of("a"), deleted);
    assertFalse(cache.shapes().contains(key("a").shape()));
  }

  @Test
  void aFileThatIsHandedOutStaysUntilItIsLetGo() {
    CachedResult kept = keep("a", 100);
    kept.file().hold();
    cache.forget("a");

    assertEquals(Optional.empty(), cache.find(key("a")));
    assertEquals(List.of(), deleted);
    kept.file().letGo();
    assertEquals(List.of("a"), deleted);
  }

  @Test
  void oneInThePlaceOfAnotherLetsThatGo() {
    keep("a", 100);
    KeptFile second = kept("b", 100);
    CachedResult first = cache.find(key("a")).orElseThrow();
    cache.keep(
        key("a"),
        new CachedResult(UPSCALE, "alpha", first.price(), first.version(), first.served(), second));
    second.letGo();
    assertEquals(List.of("a"), deleted);

    cache.forget("b");
    assertEquals(List.of("a", "b"), deleted);
    assertFalse(cache.shapes().contains(key("a").shape()));
  }
}
