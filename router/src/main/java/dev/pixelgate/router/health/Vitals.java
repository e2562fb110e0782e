package dev.pixelgate.router.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The vitals of everyone at one moment. Immutable: a change copies one page of 32 seats and the
 * list of pages, some 400 bytes with 1,000 seats, and shares the rest.
 */
final class Vitals implements HealthSnapshot {
  private static final int PAGE_BITS = 5;
  private static final int PAGE = 1 << PAGE_BITS;

  /** Below this a share of failures counts as none. */
  private static final double NEGLIGIBLE = 0.001;

  private static final Duration FAILURES_HALVE_IN = Duration.ofMinutes(5);

  private final Vital[][] pages;
  private final Instant agedAt;

  private Vitals(Vital[][] pages, Instant agedAt) {
    this.pages = pages;
    this.agedAt = agedAt;
  }

  static Vitals none(Instant now) {
    return new Vitals(new Vital[0][], now);
  }

  @Override
  public Health of(int seat) {
    return vital(seat).health();
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
    changed[page][seat & (PAGE - 1)] = change.apply(vital(seat));
    return new Vitals(changed, agedAt);
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
    Vital[][] changed = pages.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = aged(changed[i], faded);
    }
    return new Vitals(changed, now);
  }

  private static Vital[] aged(Vital[] page, double faded) {
    if (Arrays.stream(page).noneMatch(one -> one.health().failures() > 0)) {
      return page;
    }
    Vital[] changed = page.clone();
    for (int i = 0; i < page.length; i++) {
      double left = page[i].health().failures() * faded;
      changed[i] = page[i].withFailures(left < NEGLIGIBLE ? 0 : left);
    }
    return changed;
  }

  private static Vital[] newcomers() {
    Vital[] page = new Vital[PAGE];
    Arrays.fill(page, Vital.NEWCOMER);
    return page;
  }
}
