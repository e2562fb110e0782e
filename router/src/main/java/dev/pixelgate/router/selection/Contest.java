package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.HealthSnapshot;
import java.time.Instant;
import java.util.BitSet;

/**
 * One question, put to one shelf: who may be asked, and what is known of each. The suspended are
 * out of it, or in {@link #ofLastResort}, alone in it. Confined to one thread.
 */
final class Contest {
  private static final double UNKNOWN = Double.NaN;

  private final Shelf shelf;
  private final Question question;
  private final BitSet readers;
  private final HealthSnapshot health;
  private final Instant now;
  private final boolean rated;
  private final double pixels;
  private final double coldSeconds;
  private final Reach reach;
  private final boolean lastResort;
  private double usual = UNKNOWN;

  private Contest(
      Shelf shelf, Question question, double coldSeconds, Reach reach, boolean lastResort) {
    this.shelf = shelf;
    this.question = question;
    this.readers = readers(shelf, question.demand());
    this.health = question.health();
    this.now = question.now();
    this.rated = question.freshRate().isPresent();
    this.pixels = question.demand().pixels().count();
    this.coldSeconds = coldSeconds;
    this.reach = reach;
    this.lastResort = lastResort;
  }

  private static BitSet readers(Shelf shelf, Demand demand) {
    BitSet readers = shelf.readers(demand.format());
    if (demand.mayBePassedOn()) {
      return readers;
    }
    BitSet near = (BitSet) readers.clone();
    near.andNot(shelf.gateways());
    return near;
  }

  /**
   * A contest.
   *
   * @param coldSeconds how much longer a cold model takes
   */
  static Contest of(Shelf shelf, Question question, double coldSeconds) {
    return new Contest(shelf, question, coldSeconds, Reach.of(shelf, question), false);
  }

  /** The same among those who are suspended. */
  Contest ofLastResort() {
    return new Contest(shelf, question, coldSeconds, reach, true);
  }

  Shelf shelf() {
    return shelf;
  }

  Reach reach() {
    return reach;
  }

  /** How many are within the caps; they come first. */
  int within() {
    return reach.within();
  }

  /** Behind the last one within the caps that has the same price and is as warm. */
  int runEnd(int position) {
    return Math.min(shelf.runEnd(position), within());
  }

  long seed() {
    return question.seed();
  }

  /**
   * Puts this one, within the caps, on the list if it gets in by its score and may be asked. In
   * this order: of a thousand in no order about twenty get onto a list of three.
   */
  void enter(Shortlist list, int position, double score) {
    if (list.admits(score) && isOpen(position)) {
      list.offer(position, score);
    }
  }

  /** Whether this one, within the caps, may be asked in this contest. */
  boolean isOpen(int position) {
    return isAble(position) && hasRoom(position) && isSuspended(position) == lastResort;
  }

  /** Whether it could do the job if price, room and health did not matter. */
  boolean isAble(int position) {
    return readers.get(position) && isFresh(position) && isRated(position);
  }

  boolean isFresh(int position) {
    return shelf.isFresh(position, now);
  }

  /** Whether its price in US dollars is known now. */
  boolean isRated(int position) {
    return rated || !shelf.isInWei(position);
  }

  boolean hasRoom(int position) {
    return health(position).inFlight() < shelf.capacity(position);
  }

  boolean isSuspended(int position) {
    return now.isBefore(health(position).suspendedUntil());
  }

  /** The offer at this position, for this job. */
  Candidate candidate(int position) {
    Ask ask = shelf.ask(position);
    return new Candidate(
        ask, ask.charge(question.demand().pixels()), shelf.seat(position), isSuspended(position));
  }

  Health health(int position) {
    return health.of(shelf.seat(position));
  }

  /** The share of attempts that failed. */
  double failures(int position) {
    return health.failures(shelf.seat(position));
  }

  /** What it asks for the job, for scores. */
  double usd(int position) {
    return shelf.usdPerPixel(position) * pixels;
  }

  double pixels() {
    return pixels;
  }

  boolean isNewcomer(int position) {
    return Double.isNaN(health.secondsPerPixel(shelf.seat(position)));
  }

  /** How long it usually takes for the job, its model being warm; a newcomer as long as most. */
  double warmSeconds(int position) {
    double known = health.secondsPerPixel(shelf.seat(position));
    return (Double.isNaN(known) ? usualSecondsPerPixel() : known) * pixels;
  }

  /** The part of {@link #seconds} that a cold model adds. */
  double coldSeconds(int position) {
    return shelf.isCold(position) ? coldSeconds : 0;
  }

  /** How long it takes for the job; what fails takes its time once more. */
  double seconds(int position) {
    double once = warmSeconds(position) + coldSeconds(position);
    return once * (1 + failures(position));
  }

  private double usualSecondsPerPixel() {
    if (Double.isNaN(usual)) {
      usual = UsualSeconds.perPixel(shelf, health);
    }
    return usual;
  }
}
