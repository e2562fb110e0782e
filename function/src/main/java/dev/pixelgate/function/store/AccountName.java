package dev.pixelgate.function.store;

import java.util.regex.Pattern;

/** The rule for an account's name. */
public final class AccountName {
  private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");

  private AccountName() {}

  /**
   * The name itself.
   *
   * @throws IllegalArgumentException when it breaks the rule, with the rule in the message
   */
  public static String check(String name) {
    if (!RULE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an account name is up to 64 of a-z 0-9 - _ . and starts with a letter or a digit");
    }
    return name;
  }
}
