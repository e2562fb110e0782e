package dev.pixelgate.function.store;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests may begin in a time.
 *
 * @param requests at least 1
 * @param unit {@code s}, {@code min} or {@code h}
 */
public record RequestRate(int requests, String unit) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,7})\\s*/\\s*(s|min|h)");
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  /**
   * Reads {@code 20/s}, {@code 100/min} or {@code 50/h}.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static RequestRate parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a whole number of requests in a time, like 20/s");
    }
    int requests = Integer.parseInt(matcher.group(1));
    if (requests == 0) {
      throw new IllegalArgumentException("must be at least 1 request; a revoked key asks nothing");
    }
    return new RequestRate(requests, matcher.group(2));
  }

  /** From one request to the next, when they come evenly. */
  public Duration interval() {
    return per().dividedBy(requests);
  }

  /** How many may come at once: what is allowed in a second, at least 1. */
  public int burst() {
    return Math.max(1, Math.toIntExact(requests / per().toSeconds()));
  }

  private Duration per() {
    return UNITS.getOrDefault(unit, Duration.ofSeconds(1));
  }

  /** Such as {@code 20/s}. */
  @Override
  public String toString() {
    return requests + "/" + unit;
  }
}
