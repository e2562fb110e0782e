package dev.pixelgate.function.config;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts environment variables in the place of <code>${NAME}</code>. */
final class Interpolation {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, String> environment;

  Interpolation(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The text with every reference replaced; what a variable holds is not looked at again.
   *
   * @throws IllegalArgumentException names the variable that is not set, or is no name
   */
  String replace(String text) {
    return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  private String value(MatchResult reference) {
    String name = reference.group(1);
    if (!NAME.matcher(name).matches() || !reference.group().endsWith("}")) {
      throw new IllegalArgumentException(
          reference.group() + " is not a reference to an environment variable, ${NAME} is");
    }
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value;
  }
}
