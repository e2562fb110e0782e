package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last book in its store: a few seconds after a change, rarely for ages alone, and at the
 * end. Without timers it does so when it is told that this is the moment. A store that fails is
 * told and tried again with the next change. Confined to the keeper's loop.
 */
final class BookSaver {
  private static final Logger LOG = LoggerFactory.getLogger(BookSaver.class);
  private static final Duration AFTER_CHANGE = Duration.ofSeconds(5);
  private static final Duration AGES_AT_MOST = Duration.ofSeconds(30);
  private static final int AGES_PART = 4;

  private final Loop loop;
  private final BookStore store;
  private final Duration afterChange;
  private final Duration afterAges;
  private final boolean byItself;
  private final Supplier<SavedBook> book;
  private Loop.Timer timer = Loop.Timer.NONE;
  private Instant due = Instant.MAX;
  private Future<Void> saving = Future.succeededFuture();

  BookSaver(Loop loop, BookStore store, DiscoverySettings settings, Supplier<SavedBook> book) {
    this.loop = loop;
    this.store = store;
    this.byItself = settings.byItself();
    this.afterChange = byItself ? AFTER_CHANGE : Duration.ZERO;
    Duration part = settings.maxAge().dividedBy(AGES_PART);
    this.afterAges = part.compareTo(AGES_AT_MOST) > 0 ? part : AGES_AT_MOST;
    this.book = book;
  }

  void changed() {
    within(afterChange);
  }

  void aged() {
    within(afterAges);
  }

  /** Saves what should be by now; never fails. */
  Future<Void> saveDue() {
    if (loop.instant().isBefore(due)) {
      return saving;
    }
    due = Instant.MAX;
    saving = saving.transform(before -> save());
    return saving;
  }

  /** Saves what is not saved. */
  Future<Void> close() {
    timer.stop();
    return due.equals(Instant.MAX) ? saving : saving.transform(before -> save());
  }

  private void within(Duration delay) {
    Instant then = loop.instant().plus(delay);
    if (then.isBefore(due)) {
      due = then;
      timer.stop();
      if (byItself) {
        timer = loop.after(delay, this::saveNow);
      }
    }
  }

  private void saveNow() {
    if (saving.isComplete()) {
      saving = save();
    } else {
      timer = loop.after(AFTER_CHANGE, this::saveNow);
    }
  }

  /** Never fails. */
  private Future<Void> save() {
    due = Instant.MAX;
    Promise<Void> done = Promise.promise();
    store
        .save(book.get())
        .onFailure(cause -> LOG.warn("the price book could not be saved", cause))
        .onComplete(saved -> loop.run(done::complete));
    return done.future();
  }
}
