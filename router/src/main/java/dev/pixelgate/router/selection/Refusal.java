package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is said when nobody can be asked. Who is able comes first, then the caps, then room: nobody
 * is told to raise a cap for an offer that could not be used, nor that nobody is there while only
 * the cap is in the way.
 */
final class Refusal {
  private final Question question;

  Refusal(Question question) {
    this.question = question;
  }

  /** When the model has no offer with a price in US dollars. */
  Selection withoutShelf() {
    List<Exclusion> excluded = new Survey(question).besideTheShelf();
    return excluded.isEmpty() ? absent() : unable(excluded);
  }

  private Selection absent() {
    PriceBook book = question.shelves().book();
    Capability capability = question.demand().capability();
    return book.knows(capability)
        ? new Selection.Gone()
        : new Selection.UnknownModel(book.models(capability.pipeline()));
  }

  /** When none on the shelf can be asked, suspended or not. */
  Selection of(Contest contest) {
    Survey survey = new Survey(question);
    List<Exclusion> excluded = new ArrayList<>();
    for (int position = 0; position < contest.shelf().size(); position++) {
      survey.exclusion(contest, position).ifPresent(excluded::add);
    }
    excluded.addAll(survey.besideTheShelf());
    if (has(excluded, Exclusion.Full.class)) {
      return new Selection.NobodyNow(true, wait(contest), List.copyOf(excluded));
    }
    for (Exclusion exclusion : excluded) {
      if (exclusion instanceof Exclusion.OverCap(var cheapest, var cap, var most)) {
        return new Selection.OverCap(cap, cheapest, List.copyOf(excluded));
      }
    }
    return unable(excluded);
  }

  private static Selection unable(List<Exclusion> excluded) {
    boolean unread =
        has(excluded, Exclusion.Format.class)
            && excluded.stream()
                .allMatch(e -> e instanceof Exclusion.Format || e instanceof Exclusion.Unsold);
    return unread
        ? new Selection.NobodyReads(read(excluded), List.copyOf(excluded))
        : new Selection.NobodyNow(false, Optional.empty(), List.copyOf(excluded));
  }

  private static boolean has(List<Exclusion> excluded, Class<? extends Exclusion> kind) {
    return excluded.stream().anyMatch(kind::isInstance);
  }

  private static Set<PictureFormat> read(List<Exclusion> excluded) {
    Set<PictureFormat> read = EnumSet.noneOf(PictureFormat.class);
    for (Exclusion exclusion : excluded) {
      if (exclusion instanceof Exclusion.Format(var offer, var format)) {
        read.addAll(offer.formats());
      }
    }
    return read;
  }

  /** A full one has room again when a job is done: after the time of this one, or so. */
  private static Optional<Duration> wait(Contest contest) {
    double least = Double.POSITIVE_INFINITY;
    for (int position = 0; position < contest.within(); position++) {
      if (contest.isAble(position)) {
        least = Math.min(least, contest.warmSeconds(position));
      }
    }
    return least > 0 && least < Duration.ofDays(1).toSeconds()
        ? Optional.of(Duration.ofMillis((long) Math.ceil(least * 1000)))
        : Optional.empty();
  }
}
