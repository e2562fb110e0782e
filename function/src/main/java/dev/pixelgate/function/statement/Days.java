package dev.pixelgate.function.statement;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The days of a statement, in UTC.
 *
 * @param until exclusive
 */
public record Days(LocalDate from, LocalDate until) {
  /** One line a day and model: that bounds what one answer holds. */
  static final int MOST = 400;

  private static final int USUAL = 30;

  public Days {
    long count = ChronoUnit.DAYS.between(from, until);
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "from %s until %s (exclusive) are %d days; 1 to %d are needed"
              .formatted(from, until, count, MOST));
    }
  }

  /**
   * Those that are asked for: up to today and 30 of them where nothing is said.
   *
   * @throws IllegalArgumentException says what is wrong
   */
  public static Days of(Optional<String> from, Optional<String> until, Instant now) {
    LocalDate end =
        until
            .map(text -> date("until", text))
            .orElseGet(() -> LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1));
    return new Days(from.map(text -> date("from", text)).orElse(end.minusDays(USUAL)), end);
  }

  private static LocalDate date(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s \"%s\" is no day such as 2026-11-29".formatted(name, text), e);
    }
  }
}
