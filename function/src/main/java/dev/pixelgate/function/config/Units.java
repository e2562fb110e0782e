package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.WeiAmount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers, sizes and durations as they are written in a configuration. */
final class Units {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of(
          "B", 1L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L);
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L);

  private static final Map<String, Long> DAYS = Map.of("days", 1L, "day", 1L);

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,18})?");

  private static final Pattern WEI =
      Pattern.compile("([0-9]{1,24}(?:\\.[0-9]{1,18})?) *([A-Za-z]+)");

  private static final Map<String, Integer> ETHER_DIGITS = Map.of("wei", 0, "gwei", 9, "ETH", 18);

  private static final BigDecimal MOST_WEI = BigDecimal.TEN.pow(21);

  private Units() {}

  /** A plain whole number within bounds, both included. */
  static Parser<Long> number(long min, long max) {
    return text -> {
      if (!NUMBER.matcher(text).matches()) {
        throw new IllegalArgumentException("not a whole number");
      }
      return within(Long.parseLong(text), min, max, "");
    };
  }

  /** As {@link #number}. */
  static Parser<Integer> integer(int min, int max) {
    Parser<Long> number = number(min, max);
    return text -> Math.toIntExact(number.parse(text));
  }

  /** A size such as {@code 20 MiB}, in bytes. */
  static Parser<Long> bytes(long min, long max) {
    return text -> within(amount(text, BYTES, "B, KiB, MiB or GiB"), min, max, " B");
  }

  /** A duration such as {@code 30 s}. */
  static Parser<Duration> duration(Duration min, Duration max) {
    return text -> {
      long millis = amount(text, MILLIS, "ms, s, min or h");
      return Duration.ofMillis(within(millis, min.toMillis(), max.toMillis(), " ms"));
    };
  }

  /** A number of days such as {@code 90 days}. */
  static Parser<Duration> days(int min, int max) {
    return text -> Duration.ofDays(within(amount(text, DAYS, "days"), min, max, " days"));
  }

  /** An amount such as {@code 20000 gwei} or {@code 0.00002 ETH}: whole wei, above zero. */
  static WeiAmount wei(String text) {
    Matcher amount = WEI.matcher(text);
    if (!amount.matches()) {
      throw new IllegalArgumentException("not a decimal number with a unit (wei, gwei or ETH)");
    }
    Integer digits = ETHER_DIGITS.get(amount.group(2));
    if (digits == null) {
      throw new IllegalArgumentException("unknown unit, use wei, gwei or ETH");
    }
    BigDecimal wei = new BigDecimal(amount.group(1)).scaleByPowerOfTen(digits).stripTrailingZeros();
    if (wei.signum() == 0 || wei.scale() > 0 || wei.compareTo(MOST_WEI) > 0) {
      throw new IllegalArgumentException("must be whole wei, from 1 wei to 1000 ETH");
    }
    return WeiAmount.of(wei.toBigIntegerExact());
  }

  /** US dollars for an ether, such as {@code 3120.55}. */
  static Rate rate(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not a decimal number of USD for an ether");
    }
    return Rate.fixed(new BigDecimal(text));
  }

  private static long amount(String text, Map<String, Long> units, String known) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      throw new IllegalArgumentException("not a whole number with a unit (" + known + ")");
    }
    Long factor = units.get(amount.group(2));
    if (factor == null) {
      String what = amount.group(2).isEmpty() ? "no unit" : "unknown unit";
      throw new IllegalArgumentException(what + ", use " + known);
    }
    try {
      return Math.multiplyExact(Long.parseLong(amount.group(1)), factor);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too large", e);
    }
  }

  private static long within(long number, long min, long max, String unit) {
    if (number < min || number > max) {
      throw new IllegalArgumentException("must be within %d and %d%s".formatted(min, max, unit));
    }
    return number;
  }
}
