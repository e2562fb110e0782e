package dev.pixelgate.function.reuse;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which requests are equal.
 *
 * @param defaultModel for a request that names none
 * @param deterministic whether a model makes the same picture of the same bytes each time
 * @param sharers the name of those among whom a result of this account is paid once
 */
public record ReuseRules(
    String defaultModel, Predicate<String> deterministic, UnaryOperator<String> sharers) {
  String sharers(String account) {
    return sharers.apply(account);
  }
}
