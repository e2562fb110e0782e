package dev.pixelgate.function.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of orchestrators as metrics have them, of which there are never more than a bound: those
 * that are configured, and of those that were found the first ones; all further ones are {@link
 * #OTHER} together. Any thread.
 */
public final class OrchestratorLabels {
  /** No orchestrator's name: a found one has a colon in it, and a configured one is asked for. */
  public static final String OTHER = "(other)";

  /** With some ten meters each, 5,000 lines in a scrape. */
  private static final int MOST_FOUND = 500;

  private final Set<String> configured;
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  /** These always keep their names. */
  public OrchestratorLabels(Set<String> configured) {
    this.configured = Set.copyOf(configured);
  }

  /** How this one is called. */
  public String of(String orchestrator) {
    if (configured.contains(orchestrator) || found.contains(orchestrator)) {
      return orchestrator;
    }
    // Two at a time may go one over the bound, which does no harm.
    return found.size() < MOST_FOUND && found.add(orchestrator) ? orchestrator : OTHER;
  }
}
