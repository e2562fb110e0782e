package dev.pixelgate.function.decision;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.selection.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pages for one capability that this run of the server writes. Each is handed on to be written
 * before anybody can refer to it, in the order of their numbers. Any thread; nobody waits while one
 * is packed.
 */
final class PageFile {
  /** Orders that began before a new book still bring some older one. */
  private static final int RECENT = 4;

  /** So many pages are read at most for one. */
  private static final int LONGEST_RUN = 256;

  private final String writer;
  private final long number;
  private final Capability capability;
  private final Duration half;
  private final InstantSource clock;
  private final PageWrite.Bench bench;
  private final Consumer<PageWrite> written;

  // Guarded by itself.
  private final Deque<Page> recent = new ArrayDeque<>();
  private long pages;

  private volatile Optional<Page> newest = Optional.empty();

  // Guarded by `packing`: pages are packed one after the other.
  private final Object packing = new Object();
  private Optional<Run> run = Optional.empty();
  private long lastLost;

  /**
   * The pages since the last one that was written as a whole.
   *
   * @param first the number of that one
   * @param last the number of the last one
   * @param sheet the last one
   * @param weight how many lines they have together, the first one not counted
   */
  private record Run(long first, Instant begunAt, long last, Sheet sheet, int weight) {}

  /**
   * An empty one.
   *
   * @param keep how long decisions are kept
   * @param bench where pages are packed
   * @param written where pages go
   */
  PageFile(
      String writer,
      long number,
      Capability capability,
      Duration keep,
      InstantSource clock,
      PageWrite.Bench bench,
      Consumer<PageWrite> written) {
    this.writer = writer;
    this.number = number;
    this.capability = capability;
    this.half = keep.dividedBy(2);
    this.clock = clock;
    this.bench = bench;
    this.written = written;
  }

  /** The page for this question. */
  Page page(Question question) {
    Instant now = clock.instant();
    Instant oldest = now.minus(half);
    Optional<Page> last = newest.filter(page -> page.serves(question.shelves(), oldest));
    if (last.isPresent()) {
      return last.get();
    }
    synchronized (recent) {
      return recent.stream()
          .filter(page -> page.serves(question.shelves(), oldest))
          .findFirst()
          .orElseGet(() -> add(question, now));
    }
  }

  private Page add(Question question, Instant now) {
    Page page = new Page(new Shelfmark(writer, number, ++pages), question, now);
    if (recent.size() == RECENT) {
      recent.removeLast();
    }
    recent.addFirst(page);
    written.accept(new PageWrite(this, page, bench));
    newest = Optional.of(page);
    return page;
  }

  /** Packs the next page: as what is other than on the one before, unless all of it is shorter. */
  PackedPage pack(Page page) {
    synchronized (packing) {
      Sheet sheet = Sheet.of(page.shelves(), page.health(), capability);
      long last = page.mark().page();
      Optional<Run> before = run.filter(one -> goesOn(one, page, sheet));
      List<Integer> changes = before.map(one -> sheet.changes(one.sheet)).orElse(List.of());
      int weight = before.map(one -> one.weight).orElse(0) + 1 + changes.size();
      Packer out = new Packer();
      if (before.isPresent() && weight <= 16 + sheet.entries().size()) {
        sheet.into(out, changes);
        run = Optional.of(new Run(before.get().first, before.get().begunAt, last, sheet, weight));
      } else {
        sheet.into(out);
        run = Optional.of(new Run(last, page.madeAt(), last, sheet, 0));
      }
      return new PackedPage(page.mark(), run.get().first, run.get().begunAt, out.deflated());
    }
  }

  /** Whether all pages are there, or on their way, that this one builds on. */
  boolean stands(PackedPage packed) {
    synchronized (packing) {
      return packed.first() == packed.mark().page() || packed.first() > lastLost;
    }
  }

  /** This one is not written: those that come next build on nothing before them. */
  void lost(Page page) {
    synchronized (packing) {
      lastLost = Math.max(lastLost, page.mark().page());
      run = run.filter(one -> one.first > lastLost);
    }
  }

  private boolean goesOn(Run one, Page page, Sheet sheet) {
    return one.last + 1 == page.mark().page()
        && one.last - one.first < LONGEST_RUN
        && one.begunAt.isAfter(page.madeAt().minus(half))
        && one.sheet.entries().size() == sheet.entries().size()
        && one.sheet.models().equals(sheet.models());
  }
}
