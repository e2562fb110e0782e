package dev.pixelgate.function.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.selection.Question;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** All pages that this run of the server writes, by capability. Any thread. */
final class Pages {
  /** Of more models at a time the pages begin anew now and then. */
  private static final int MOST_FILES = 1_000;

  private final Cache<Capability, PageFile> files =
      Caffeine.newBuilder().maximumSize(MOST_FILES).executor(Runnable::run).build();
  private final AtomicLong numbers = new AtomicLong();
  private final BiFunction<Long, Capability, PageFile> opened;

  /**
   * None yet.
   *
   * @param opened makes the file of this number for a capability
   */
  Pages(BiFunction<Long, Capability, PageFile> opened) {
    this.opened = opened;
  }

  /** The page for this question. */
  Page page(Question question) {
    return files
        .get(shown(question), capability -> opened.apply(numbers.incrementAndGet(), capability))
        .page(question);
  }

  /**
   * All models that nobody ever had share a page on which nobody is: clients may make up as many as
   * they like.
   */
  private static Capability shown(Question question) {
    Capability wanted = question.demand().capability();
    return question.shelves().book().knows(wanted)
        ? wanted
        : new Capability(wanted.pipeline(), "(unknown)");
  }
}
