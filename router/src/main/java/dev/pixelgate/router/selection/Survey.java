package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Strictest;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why offers are not asked, looked up after the choice: nobody waits for it while somebody can be
 * asked.
 */
final class Survey {
  private final Question question;

  Survey(Question question) {
    this.question = question;
  }

  /** Why the offer at this position is not asked; nothing when it may be. */
  Optional<Exclusion> exclusion(Contest contest, int position) {
    Ask ask = contest.shelf().ask(position);
    return inability(contest, position)
        .or(() -> overCap(contest, position, ask))
        .or(() -> full(contest, position));
  }

  private Optional<Exclusion> inability(Contest contest, int position) {
    Ask ask = contest.shelf().ask(position);
    Offer offer = ask.offer();
    Optional<PictureFormat> unread = question.demand().unreadBy(offer);
    if (unread.isPresent()) {
      return Optional.of(new Exclusion.Format(offer, unread.get()));
    }
    if (offer.source() == PriceSource.LISTED && !question.demand().mayBePassedOn()) {
      return Optional.of(new Exclusion.Hops(offer, question.demand().hops()));
    }
    if (!contest.isFresh(position)) {
      return Optional.of(stale(offer));
    }
    if (!contest.isRated(position)) {
      return Optional.of(new Exclusion.NoRate(offer, question.shelves().book().rate()));
    }
    if (contest.reach().caps() instanceof Strictest.NeedsRate(var cap)) {
      return Optional.of(new Exclusion.CapNeedsRate(offer, cap));
    }
    return position < contest.reach().countable()
        ? Optional.empty()
        : Optional.of(new Exclusion.Uncountable(ask, question.demand().pixels()));
  }

  private Exclusion stale(Offer offer) {
    return new Exclusion.Stale(
        offer,
        Duration.between(offer.seenAt(), question.now()),
        Duration.between(offer.seenAt(), offer.soldUntil()));
  }

  private Optional<Exclusion> overCap(Contest contest, int position, Ask ask) {
    return contest.reach().caps() instanceof Strictest.Limited(var cap, UsdRatio most)
            && ask.perPixel().compareTo(most) > 0
        ? Optional.of(new Exclusion.OverCap(contest.candidate(position), cap, most))
        : Optional.empty();
  }

  private static Optional<Exclusion> full(Contest contest, int position) {
    return contest.hasRoom(position)
        ? Optional.empty()
        : Optional.of(
            new Exclusion.Full(
                contest.candidate(position),
                contest.health(position).inFlight(),
                contest.shelf().capacity(position)));
  }

  /** Those that are not on the shelf: without a rate in the book, or unsold. */
  List<Exclusion> besideTheShelf() {
    PriceBook book = question.shelves().book();
    Capability capability = question.demand().capability();
    List<Exclusion> beside = new ArrayList<>();
    for (Offer offer : book.withoutRate(capability)) {
      Optional<PictureFormat> unread = question.demand().unreadBy(offer);
      if (unread.isPresent()) {
        beside.add(new Exclusion.Format(offer, unread.get()));
      } else if (offer.isStale(question.now())) {
        beside.add(stale(offer));
      } else {
        beside.add(new Exclusion.NoRate(offer, book.rate()));
      }
    }
    book.unsold().stream()
        .filter(unsold -> unsold.capability().equals(capability))
        .map(Exclusion.Unsold::new)
        .forEach(beside::add);
    return beside;
  }
}
