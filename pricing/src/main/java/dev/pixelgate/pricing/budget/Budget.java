package dev.pixelgate.pricing.budget;

import dev.pixelgate.pricing.Usd;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an account may spend. An account without one may spend anything. */
public sealed interface Budget {
  /** What the contract calls it: {@code 5 USD/day}, {@code 5 USD/day Europe/Berlin}, prepaid. */
  Pattern TEXT = Pattern.compile("(?<amount>.+ USD)/(?<window>[a-z]+)(?: (?<zone>\\S+))?");

  /** The zone where none is named. */
  ZoneId UTC = ZoneId.of("UTC");

  /** The longest name of a zone in the time-zone database has 32 characters. */
  int MOST_ZONE_CHARACTERS = 40;

  /** The period that this moment counts for. */
  Period at(Instant moment);

  /**
   * So much in each window of the calendar.
   *
   * @param zone by whose calendar
   */
  record Windowed(Usd amount, Window window, ZoneId zone) implements Budget {
    @Override
    public Period at(Instant moment) {
      return window.around(moment, zone);
    }

    @Override
    public String toString() {
      String text = amount.toShortDecimal() + " USD/" + window;
      return zone.equals(UTC) ? text : text + " " + zone.getId();
    }
  }

  /** What was paid in beforehand, which is counted in the store. */
  record Prepaid() implements Budget {
    @Override
    public Period at(Instant moment) {
      return Period.PREPAID;
    }

    @Override
    public String toString() {
      return "prepaid";
    }
  }

  /**
   * Reads {@code 5 USD/day}, {@code 100 USD/month Europe/Berlin} or {@code prepaid}; windows are
   * hour, day, week and month, in UTC where no zone is named.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  static Budget parse(String text) {
    if (text.equals("prepaid")) {
      return new Prepaid();
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "budget \"%s\" must be like 5 USD/day, 100 USD/month Europe/Berlin or prepaid"
              .formatted(text));
    }
    String name = matcher.group("window");
    Window window =
        Window.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "budget \"%s\" has the window %s; there is hour, day, week and month"
                            .formatted(text, name)));
    return new Windowed(Usd.parse(matcher.group("amount")), window, zone(matcher.group("zone")));
  }

  private static ZoneId zone(@Nullable String name) {
    if (name == null || name.equals("UTC") || name.equals("Z")) {
      return UTC;
    }
    try {
      if (name.length() <= MOST_ZONE_CHARACTERS) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      // Said below, in the words of a budget.
    }
    throw new IllegalArgumentException("there is no time zone " + name);
  }
}
