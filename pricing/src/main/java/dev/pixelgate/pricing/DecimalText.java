package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A decimal number with its unit, as people write money: {@code 1.9073484e-8 USD/px}. */
record DecimalText(BigDecimal value, String unit) {
  /** Longer text is no amount of money; it also bounds the work on hostile input. */
  private static final int MAX_LENGTH = 100;

  /** An exponent has at most two digits, so that every number stays small enough to compute. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "([+-]?)([0-9]+(?:\\.[0-9]+)?)(?:[eE]([+-]?)([0-9]+))? *([A-Za-z][A-Za-z/]*)?");

  /**
   * Reads a number of zero or more and its unit.
   *
   * @param what names the value in an error, such as {@code price}
   * @throws IllegalArgumentException for anything else; says what, the value and the limit
   */
  static DecimalText parse(String what, String text) {
    String named =
        what + " \"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          named + " has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
    }
    Matcher shape = SHAPE.matcher(text.strip());
    if (!shape.matches()) {
      throw new IllegalArgumentException(named + " is not a decimal number with a unit");
    }
    if (shape.group(1).equals("-")) {
      throw new IllegalArgumentException(named + " is negative; at least 0 is needed");
    }
    if (shape.group(5) == null) {
      throw new IllegalArgumentException(named + " has no unit");
    }
    return new DecimalText(
        new BigDecimal(shape.group(2)).scaleByPowerOfTen(exponent(named, shape)), shape.group(5));
  }

  private static int exponent(String named, Matcher shape) {
    if (shape.group(4) == null) {
      return 0;
    }
    String digits = shape.group(4).replaceFirst("^0+(?=.)", "");
    if (digits.length() > 2) {
      throw new IllegalArgumentException(named + " has an exponent beyond -99 to 99");
    }
    int exponent = Integer.parseInt(digits);
    return "-".equals(shape.group(3)) ? -exponent : exponent;
  }
}
