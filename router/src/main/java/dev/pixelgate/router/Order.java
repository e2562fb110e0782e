package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.router.selection.Demand;
import java.time.Duration;
import java.util.List;

/**
 * One request: a job and what it may cost.
 *
 * @param pixels what is charged for
 * @param caps the request's own caps, beside the gateway's
 * @param deadline from now, over all attempts
 */
public record Order(Job job, Pixels pixels, String account, List<Cap> caps, Duration deadline) {
  public Order {
    caps = List.copyOf(caps);
  }

  /** What it asks of an offer. */
  Demand demand() {
    return new Demand(job.capability(), pixels, job.picture().format());
  }
}
