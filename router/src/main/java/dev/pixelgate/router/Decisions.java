package dev.pixelgate.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.pixelgate.router.selection.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Remembers for a time why orders went as they did. What is kept of each is about 1 KB beside the
 * book that it was chosen from, which all orders of its time share, and which {@link KeptBooks}
 * bounds. Any thread.
 */
public final class Decisions {
  private final Cache<String, Kept> kept;
  private final KeptBooks books;
  private final DecisionLog log;

  /**
   * Remembers nothing yet.
   *
   * @param most how many decisions are kept
   * @param time how long each is kept
   * @param mostOffers in all the books together that are kept for them; of the oldest ones the
   *     decisions are forgotten first
   * @param log hears of those that asked nobody
   */
  public Decisions(int most, Duration time, int mostOffers, Ticker ticker, DecisionLog log) {
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(time)
            .executor(Runnable::run)
            .ticker(ticker)
            .build();
    this.books = new KeptBooks(mostOffers);
    this.log = log;
  }

  /** The usual ones for an hour, which nobody else hears of. */
  public static Decisions usual() {
    return usual(Duration.ofHours(1), DecisionLog.NONE);
  }

  /**
   * At most 10,000, with books of 100,000 offers in all: at 1 KB a decision and some 200 bytes an
   * offer up to 30 MB, when the market never stands still.
   */
  public static Decisions usual(Duration time, DecisionLog log) {
    return new Decisions(10_000, time, 100_000, Ticker.systemTicker(), log);
  }

  /** Remembers one. */
  void keep(String id, String account, Question question, Outcome outcome) {
    KeptBooks.Book book = books.keep(question.shelves());
    Question bookless = question.on(KeptBooks.NONE);
    kept.put(id, new Kept(account, bookless, book, word(outcome), outcome.attempts()));
    if (outcome.attempts().isEmpty()) {
      log.refused(new DecisionRecord(id, account, question, word(outcome), List.of()));
    }
  }

  /** The decision for the request of this id, while it is remembered. */
  public Optional<DecisionRecord> find(String id) {
    return Optional.ofNullable(kept.getIfPresent(id)).flatMap(one -> one.record(id));
  }

  /** How many are remembered, a few forgotten ones among them. */
  long size() {
    kept.cleanUp();
    return kept.estimatedSize();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Sold s -> "sold";
      case Outcome.OverCap o -> "over-cap";
      case Outcome.OverBudget o -> "over-budget";
      case Outcome.QuoteUsed q -> "quote-used";
      case Outcome.StoreAway s -> "store-away";
      case Outcome.NobodyReads n -> "nobody-reads";
      case Outcome.UnknownModel u -> "unknown-model";
      case Outcome.NoOrchestrator n -> "no-orchestrator";
      case Outcome.NoCapacity n -> "no-capacity";
      case Outcome.JobWrong j -> "model-error";
      case Outcome.BadImage b -> "bad-image";
      case Outcome.AllFailed a -> "failed";
      case Outcome.StoreFailed s -> "store-failed";
      case Outcome.DeadlinePassed d -> "deadline";
      case Outcome.Cancelled c -> "cancelled";
    };
  }

  /** All of a question but its book, which may be given up earlier. */
  private record Kept(
      String account,
      Question question,
      KeptBooks.Book book,
      String outcome,
      List<AttemptRecord> attempts) {
    Optional<DecisionRecord> record(String id) {
      return book.shelves()
          .map(shelves -> new DecisionRecord(id, account, question.on(shelves), outcome, attempts));
    }
  }
}
