package dev.pixelgate.pricing.budget;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** How long a budget lasts before there is a new one, by the calendar. A week begins on Monday. */
public enum Window {
  HOUR,
  DAY,
  WEEK,
  MONTH;

  /** The window of this name, such as {@code day}. */
  static Optional<Window> of(String name) {
    for (Window window : values()) {
      if (window.toString().equals(name)) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }

  /** The window that this moment is in; where clocks change, a day has 23 or 25 hours. */
  Period around(Instant moment, ZoneId zone) {
    ZonedDateTime local = moment.atZone(zone);
    LocalDate day = local.toLocalDate();
    return switch (this) {
      case HOUR -> {
        ZonedDateTime hour = local.truncatedTo(ChronoUnit.HOURS);
        // An hour that is repeated when clocks go back is another hour: named by its instant.
        yield new Period(this + " " + hour.toInstant(), hour.toInstant(), plusHour(hour));
      }
      case DAY -> days(day, day.plusDays(1), zone);
      case WEEK -> {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield days(monday, monday.plusWeeks(1), zone);
      }
      case MONTH -> {
        LocalDate first = day.withDayOfMonth(1);
        yield days(first, first.plusMonths(1), zone);
      }
    };
  }

  private static Instant plusHour(ZonedDateTime hour) {
    return hour.toInstant().plus(1, ChronoUnit.HOURS);
  }

  private Period days(LocalDate from, LocalDate until, ZoneId zone) {
    return new Period(
        "%s %s %s".formatted(this, from, zone.getId()),
        from.atStartOfDay(zone).toInstant(),
        until.atStartOfDay(zone).toInstant());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
