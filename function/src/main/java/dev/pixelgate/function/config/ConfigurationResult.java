package dev.pixelgate.function.config;

import java.util.List;

/** What reading a configuration comes to. */
public sealed interface ConfigurationResult {
  /** Everything was understood and nothing contradicts. */
  record Valid(Configuration configuration) implements ConfigurationResult {}

  /**
   * Nothing may run.
   *
   * @param problems all of them, in the order of their places; at least one
   */
  record Invalid(List<Problem> problems) implements ConfigurationResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
