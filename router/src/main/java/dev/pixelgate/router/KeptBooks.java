package dev.pixelgate.router;

import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.router.selection.Shelves;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The books that decisions refer to, the newest ones: a busy market makes 20 a second, of some 200
 * KB with 1,000 offers each. Any thread.
 */
final class KeptBooks {
  /** In the place of a book that is kept elsewhere. */
  static final Shelves NONE = Shelves.of(PriceBook.EMPTY, (name, pipeline) -> 0, name -> false);

  /** A book, until it is given up. */
  static final class Book {
    private final long offers;
    private volatile Optional<Shelves> shelves;

    private Book(Shelves shelves) {
      this.offers = 1L + shelves.book().all().size() + shelves.book().unsold().size();
      this.shelves = Optional.of(shelves);
    }

    /** Nothing once it is given up. */
    Optional<Shelves> shelves() {
      return shelves;
    }

    private boolean isOf(Shelves other) {
      return shelves.isPresent() && shelves.get() == other;
    }
  }

  private final long mostOffers;
  private final Queue<Book> books = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Optional<Book>> newest = new AtomicReference<>(Optional.empty());
  private final AtomicLong offers = new AtomicLong();

  KeptBooks(long mostOffers) {
    this.mostOffers = mostOffers;
  }

  /** Keeps this book, and gives up the oldest ones when it becomes too much. */
  Book keep(Shelves shelves) {
    Optional<Book> last = newest.get();
    if (last.filter(book -> book.isOf(shelves)).isPresent()) {
      return last.get();
    }
    // An order that began before the newest book brings an older one back: kept twice, no harm.
    Book book = new Book(shelves);
    newest.set(Optional.of(book));
    books.add(book);
    offers.addAndGet(book.offers);
    giveUpOldest(book);
    return book;
  }

  private void giveUpOldest(Book newcomer) {
    while (offers.get() > mostOffers && books.peek() != newcomer) {
      Book oldest = books.poll();
      if (oldest == null) {
        return;
      }
      offers.addAndGet(-oldest.offers);
      oldest.shelves = Optional.empty();
    }
  }
}
