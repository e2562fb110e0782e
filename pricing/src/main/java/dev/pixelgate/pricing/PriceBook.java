package dev.pixelgate.pricing;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who sells what at which price: an immutable snapshot of all offers, ranked for each capability
 * when it is made, at the rate of that time.
 */
public final class PriceBook {
  /** A book in which nothing is offered. */
  public static final PriceBook EMPTY = of(0, List.of(), List.of(), Set.of(), Optional.empty());

  private static final Comparator<Ask> CHEAPEST =
      Comparator.comparing(Ask::perPixel)
          .thenComparing(ask -> ask.offer().warm(), Comparator.reverseOrder())
          .thenComparing(ask -> ask.offer().orchestrator());

  private final long epoch;
  private final List<Offer> offers;
  private final List<Unsold> unsold;
  private final Set<Capability> known;
  private final Optional<Rate> rate;
  private final Map<Capability, List<Ask>> asks;

  private PriceBook(
      long epoch,
      List<Offer> offers,
      List<Unsold> unsold,
      Set<Capability> known,
      Optional<Rate> rate) {
    this.epoch = epoch;
    this.offers = List.copyOf(offers);
    this.unsold = List.copyOf(unsold);
    this.known = Collections.unmodifiableSet(known);
    this.rate = rate;
    this.asks =
        offers.stream()
            .flatMap(offer -> ask(offer, rate))
            .collect(
                groupingBy(
                    ask -> ask.offer().capability(),
                    LinkedHashMap::new,
                    collectingAndThen(toList(), PriceBook::ranked)));
  }

  /** The book of these offers, of which none needs a rate. */
  public static PriceBook of(List<Offer> offers) {
    return of(0, offers, List.of(), Set.of(), Optional.empty());
  }

  /**
   * A book.
   *
   * @param epoch its number; a later book has a higher one
   * @param offers what is sold
   * @param unsold what is there and not sold, and why
   * @param known capabilities that were offered before, and may be gone
   * @param rate of the day; without one, offers in wei are in the book and cannot be sold
   * @throws IllegalArgumentException when an orchestrator offers the same capability twice
   */
  public static PriceBook of(
      long epoch,
      List<Offer> offers,
      List<Unsold> unsold,
      Collection<Capability> known,
      Optional<Rate> rate) {
    Set<List<Object>> seen = new HashSet<>();
    Set<Capability> all = new LinkedHashSet<>();
    for (Offer offer : offers) {
      all.add(offer.capability());
      if (!seen.add(List.of(offer.orchestrator(), offer.capability()))) {
        throw new IllegalArgumentException(
            "orchestrator %s offers %s twice".formatted(offer.orchestrator(), offer.capability()));
      }
    }
    unsold.forEach(one -> all.add(one.capability()));
    all.addAll(known);
    return new PriceBook(epoch, offers, unsold, all, rate);
  }

  /** The number of this book. */
  public long epoch() {
    return epoch;
  }

  /** The rate at which offers in wei are ranked. */
  public Optional<Rate> rate() {
    return rate;
  }

  /** The same, unless it is stale by now. */
  public Optional<Rate> freshRate(Instant now) {
    return rate.filter(one -> one.isFresh(now));
  }

  /**
   * The offers for this capability in US dollars, cheapest first; equal prices warm first, then by
   * name. Those in wei are missing when the book has no rate.
   */
  public List<Ask> asks(Capability capability) {
    return asks.getOrDefault(capability, List.of());
  }

  /** The offers for this capability that only a rate could sell. */
  public List<Offer> withoutRate(Capability capability) {
    if (rate.isPresent()) {
      return List.of();
    }
    return offers.stream()
        .filter(offer -> offer.capability().equals(capability))
        .filter(offer -> offer.price().inUsd(rate).isEmpty())
        .toList();
  }

  /**
   * The models that are offered, or were, for this pipeline, each once, in the order of their first
   * offer.
   */
  public List<String> models(Pipeline pipeline) {
    return known.stream()
        .filter(capability -> capability.pipeline() == pipeline)
        .map(Capability::model)
        .toList();
  }

  /** Whether anybody offers this capability, or ever did. */
  public boolean knows(Capability capability) {
    return known.contains(capability);
  }

  /** Everything that is or was offered. */
  public Set<Capability> known() {
    return known;
  }

  /** Every offer in the order of the input. */
  public List<Offer> all() {
    return offers;
  }

  /** What is there and not sold, in the order of the input. */
  public List<Unsold> unsold() {
    return unsold;
  }

  private static Stream<Ask> ask(Offer offer, Optional<Rate> rate) {
    return offer.price().inUsd(rate).map(usd -> new Ask(offer, usd)).stream();
  }

  private static List<Ask> ranked(List<Ask> asks) {
    List<Ask> ranked = new ArrayList<>(asks);
    ranked.sort(CHEAPEST);
    return List.copyOf(ranked);
  }
}
