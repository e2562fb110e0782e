package dev.pixelgate.function.decision;

import dev.pixelgate.router.health.HealthSnapshot;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Shelves;
import java.time.Instant;

/**
 * The offers for one capability at one moment, which many decisions refer to. Any thread.
 *
 * <p>A decision adds where health has become another one since. When that is much, the next one
 * gets a page of its own.
 */
final class Page {
  /** Of so many a line here costs more than one on the next page, which names only them too. */
  private static final int LEAST_WORN = 32;

  private static final int WORN_PART = 8;

  private final Shelfmark mark;
  private final Shelves shelves;
  private final HealthSnapshot health;
  private final Instant madeAt;
  private final int[] seats;
  private volatile boolean worn;

  /** For this question and those that come to the same shelves soon. */
  Page(Shelfmark mark, Question question, Instant madeAt) {
    this.mark = mark;
    this.shelves = question.shelves();
    this.health = question.health();
    this.madeAt = madeAt;
    this.seats = shelves.seats(question.demand().capability());
  }

  Shelfmark mark() {
    return mark;
  }

  Shelves shelves() {
    return shelves;
  }

  HealthSnapshot health() {
    return health;
  }

  Instant madeAt() {
    return madeAt;
  }

  /** Whether a decision that was made from these shelves can refer to it. */
  boolean serves(Shelves wanted, Instant oldest) {
    return shelves == wanted && !worn && madeAt.isAfter(oldest);
  }

  /** Packs the health of those for whom it is another one by now, by their place on the shelf. */
  void changesInto(Packer out, HealthSnapshot now) {
    int count = 0;
    for (int seat : seats) {
      count += isChanged(seat, now) ? 1 : 0;
    }
    out.number(count);
    for (int place = 0; count > 0 && place < seats.length; place++) {
      if (isChanged(seats[place], now)) {
        out.number(place);
        MarketPack.health(out, now.of(seats[place]));
      }
    }
    if (count > Math.max(LEAST_WORN, seats.length / WORN_PART)) {
      worn = true;
    }
  }

  private boolean isChanged(int seat, HealthSnapshot now) {
    return !health.of(seat).equals(now.of(seat));
  }
}
