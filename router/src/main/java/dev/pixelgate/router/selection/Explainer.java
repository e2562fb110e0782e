package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.UsdRatio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Makes a choice again, of all offers instead of the first few, and notes how each stood. */
final class Explainer {
  private final Question question;
  private final Contest contest;
  private final Policy policy;
  private final Shortlist list;
  private final Survey survey;

  Explainer(Question question, Contest contest, Policy policy, Shortlist whole) {
    this.question = question;
    this.contest = contest;
    this.policy = policy;
    this.list = whole;
    this.survey = new Survey(question);
  }

  /** Of a model that has no offer with a price in US dollars. */
  static List<Standing> withoutShelf(Question question) {
    return new Survey(question)
        .besideTheShelf().stream().map(reason -> beside(question, reason)).toList();
  }

  List<Standing> standings() {
    List<Standing> standings = new ArrayList<>();
    BitSet ranked = new BitSet(contest.shelf().size());
    for (int rank = 0; rank < list.size(); rank++) {
      ranked.set(list.position(rank));
      standings.add(ranked(rank));
    }
    for (int position = 0; position < contest.shelf().size(); position++) {
      if (!ranked.get(position)) {
        standings.add(out(position));
      }
    }
    survey.besideTheShelf().forEach(reason -> standings.add(beside(question, reason)));
    return standings;
  }

  private Standing ranked(int rank) {
    int position = list.position(rank);
    Optional<Instant> suspendedUntil =
        contest.isSuspended(position)
            ? Optional.of(contest.health(position).suspendedUntil())
            : Optional.empty();
    return new Standing.Ranked(
        rank + 1,
        contest.candidate(position),
        Terms.of(contest, policy, position),
        suspendedUntil,
        rank == 0 ? Optional.empty() : winningPrice(position));
  }

  private Standing out(int position) {
    var ask = contest.shelf().ask(position);
    Exclusion reason =
        survey
            .exclusion(contest, position)
            .orElseThrow(() -> new IllegalStateException("no reason against " + ask.offer()));
    boolean countable = position < contest.reach().countable();
    return new Standing.Out(
        reason,
        Optional.of(ask.offer().price()),
        contest.isRated(position) ? Optional.of(ask.perPixel()) : Optional.empty(),
        contest.isRated(position) && countable
            ? Optional.of(ask.charge(question.demand().pixels()))
            : Optional.empty(),
        reason instanceof Exclusion.OverCap && contest.hasRoom(position)
            ? winningPrice(position)
            : Optional.empty());
  }

  private static Standing beside(Question question, Exclusion reason) {
    Optional<Price> price =
        reason instanceof Exclusion.Unsold(var unsold)
            ? unsold.price()
            : reason.offered().map(Offer::price);
    Optional<UsdRatio> perPixel = price.flatMap(one -> one.inUsd(question.freshRate()));
    Pixels pixels = question.demand().pixels();
    return new Standing.Out(
        reason,
        price,
        perPixel,
        perPixel.filter(one -> one.isChargeable(pixels)).map(one -> one.charge(pixels)),
        Optional.empty());
  }

  /** Those who are suspended come last at any price. */
  private Optional<WinningPrice> winningPrice(int loser) {
    UsdRatio ceiling = contest.reach().ceiling();
    boolean suspended = contest.isSuspended(loser);
    boolean unopposed = list.size() == 0 || (contest.isSuspended(list.position(0)) && !suspended);
    if (unopposed) {
      return Optional.of(new WinningPrice(ceiling, true));
    }
    int winner = list.position(0);
    return suspended && !contest.isSuspended(winner)
        ? Optional.empty()
        : policy.winningPrice(contest, winner, loser).map(price -> price.atMost(ceiling));
  }
}
