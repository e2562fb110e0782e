package dev.pixelgate.router;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Unsold;
import java.net.URI;
import java.util.List;

/** What one orchestrator was found to offer. */
public sealed interface Discovery {
  /**
   * It answered.
   *
   * @param offers what it sells; {@code soldUntil} says how long by its own word, the market's
   *     maximum age shortens that
   * @param unsold what it has and does not sell to us, and why
   * @param nodes addresses of further orchestrators that it names; untrusted
   */
  record Found(List<Offer> offers, List<Unsold> unsold, List<URI> nodes) implements Discovery {
    public Found {
      offers = List.copyOf(offers);
      unsold = List.copyOf(unsold);
      nodes = List.copyOf(nodes);
    }
  }

  /** It did not, or not usably; a phrase for people. */
  record Failed(String reason) implements Discovery {}
}
