package dev.pixelgate.router.health;

import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Keeps the health of every orchestrator in every pipeline, from the attempts at it. Each attempt
 * takes a {@link Turn} and ends it once.
 *
 * <p>A failure suspends: 1 s, or as long as it took, doubled with each further one up to 5 min.
 * After that the orchestrator is on probation: one request at a time tries it, until one is served.
 *
 * <p>Any thread, nobody waits: there is one reference to an immutable state.
 */
public final class HealthBoard implements Seats {
  private static final Duration AGED_EVERY = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Map<Seat, Integer> seats = new ConcurrentHashMap<>();
  private final AtomicInteger given = new AtomicInteger();
  private final AtomicReference<Vitals> vitals;

  /** Knows nobody yet. */
  public HealthBoard(InstantSource clock) {
    this.clock = clock;
    this.vitals = new AtomicReference<>(Vitals.none(clock.instant()));
  }

  @Override
  public int of(String orchestrator, Pipeline pipeline) {
    Seat seat = new Seat(orchestrator, pipeline);
    Integer known = seats.get(seat);
    return known != null ? known : seats.computeIfAbsent(seat, newcomer -> given.getAndIncrement());
  }

  /** What is known now. One read, and once a second a pass over those who failed. */
  public HealthSnapshot snapshot() {
    Instant now = clock.instant();
    Vitals known = vitals.get();
    if (known.agedAt().plus(AGED_EVERY).isAfter(now)) {
      return known;
    }
    Vitals aged = known.aged(now);
    // Whoever changed it meanwhile leaves the ageing to the next reader.
    return vitals.compareAndSet(known, aged) ? aged : vitals.get();
  }

  /**
   * Takes a turn, unless it is better not to ask: suspended, on probation with somebody else trying
   * it, or full.
   *
   * @param capacity attempts that it takes at a time; absent when unknown
   * @param mayProbe whether this request may be the one that tries one on probation
   */
  public Optional<Turn> enter(int seat, OptionalInt capacity, boolean mayProbe) {
    Instant now = clock.instant();
    Vitals known = vitals.get();
    while (true) {
      Vital vital = known.vital(seat);
      boolean full = capacity.isPresent() && vital.health().inFlight() >= capacity.getAsInt();
      if (full || !vital.welcomes(now) || (vital.doubted() && !mayProbe)) {
        return Optional.empty();
      }
      Vitals entered = known.with(seat, one -> one.begun(one.doubted()));
      if (vitals.compareAndSet(known, entered)) {
        return Optional.of(new Turn(this, seat, vital.doubted(), vital.suspensions()));
      }
      known = vitals.get();
    }
  }

  /** Takes a turn whatever is known: when nobody better is left. */
  public Turn insist(int seat) {
    Vital begun = change(seat, vital -> vital.begun(false)).vital(seat);
    return new Turn(this, seat, false, begun.suspensions());
  }

  /**
   * It served, and did not keep its word: a failure all the same. Whoever made the attempt counts
   * it as served first.
   */
  public void brokeItsWord(String orchestrator, Pipeline pipeline) {
    Instant now = now();
    change(
        of(orchestrator, pipeline), vital -> vital.failed(now, Duration.ZERO, vital.suspensions()));
  }

  /**
   * How long an attempt there may take by itself: three times what it usually needs for these
   * pixels, at least 30 s.
   */
  public Duration patience(int seat, Pixels pixels) {
    return vitals.get().vital(seat).patience(pixels);
  }

  /** The time by which suspensions are told. */
  public Instant now() {
    return clock.instant();
  }

  Vitals change(int seat, UnaryOperator<Vital> change) {
    return vitals.updateAndGet(known -> known.with(seat, change));
  }

  private record Seat(String orchestrator, Pipeline pipeline) {}
}
