package dev.pixelgate.router.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The vitals of everyone at one moment. Immutable: a change copies one page of 32 seats and the
 * list of pages, some 400 bytes with 1,000 seats, and shares the rest; twice as much or three times
 * when an attempt ended, for the columns.
 */
final class Vitals implements HealthSnapshot {
  private static final int PAGE_BITS = 5;
  private static final int PAGE = 1 << PAGE_BITS;

  /** Below this a share of failures counts as none. */
  private static final double NEGLIGIBLE = 0.001;

  private static final Duration FAILURES_HALVE_IN = Duration.ofMinutes(5);

  private final Vital[][] pages;
  private final Column secondsPerPixel;
  private final Column failures;
  private final Instant agedAt;

  private Vitals(Vital[][] pages, Column secondsPerPixel, Column failures, Instant agedAt) {
    this.pages = pages;
    this.secondsPerPixel = secondsPerPixel;
    this.failures = failures;
    this.agedAt = agedAt;
  }

  static Vitals none(Instant now) {
    return new Vitals(
        new Vital[0][],
        Column.of(Health.UNKNOWN.secondsPerPixel()),
        Column.of(Health.UNKNOWN.failures()),
        now);
  }

  @Override
  public Health of(int seat) {
    return vital(seat).health();
  }

  @Override
  public double secondsPerPixel(int seat) {
    return secondsPerPixel.get(seat);
  }

  @Override
  public double failures(int seat) {
    return failures.get(seat);
  }

  Vital vital(int seat) {
    int page = seat >> PAGE_BITS;
    return page < pages.length ? pages[page][seat & (PAGE - 1)] : Vital.NEWCOMER;
  }

  Vitals with(int seat, UnaryOperator<Vital> change) {
    int page = seat >> PAGE_BITS;
    Vital[][] changed = new Vital[Math.max(pages.length, page + 1)][];
    System.arraycopy(pages, 0, changed, 0, pages.length);
    for (int i = pages.length; i < changed.length; i++) {
      changed[i] = newcomers();
    }
    changed[page] = changed[page].clone();
    Vital vital = change.apply(vital(seat));
    changed[page][seat & (PAGE - 1)] = vital;
    return new Vitals(
        changed,
        secondsPerPixel.with(seat, vital.health().secondsPerPixel()),
        failures.with(seat, vital.health().failures()),
        agedAt);
  }

  /** When the failures were last brought up to date. */
  Instant agedAt() {
    return agedAt;
  }

  /** The same some time later: failures fade. Pages on which nobody failed are shared. */
  Vitals aged(Instant now) {
    double faded =
        Math.pow(
            0.5, Duration.between(agedAt, now).toMillis() / (double) FAILURES_HALVE_IN.toMillis());
    DoubleUnaryOperator fade = share -> share * faded < NEGLIGIBLE ? 0 : share * faded;
    Vital[][] changed = pages.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = aged(changed[i], fade);
    }
    return new Vitals(changed, secondsPerPixel, failures.each(fade), now);
  }

  private static Vital[] aged(Vital[] page, DoubleUnaryOperator fade) {
    if (Arrays.stream(page).noneMatch(one -> one.health().failures() > 0)) {
      return page;
    }
    return Arrays.stream(page)
        .map(one -> one.withFailures(fade.applyAsDouble(one.health().failures())))
        .toArray(Vital[]::new);
  }

  private static Vital[] newcomers() {
    Vital[] page = new Vital[PAGE];
    Arrays.fill(page, Vital.NEWCOMER);
    return page;
  }
}
