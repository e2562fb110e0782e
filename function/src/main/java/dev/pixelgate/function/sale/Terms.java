package dev.pixelgate.function.sale;

import dev.pixelgate.pricing.Cap;
import java.time.Duration;
import java.util.List;

/**
 * What a client allows its request to cost and to take.
 *
 * @param request the id of the request
 * @param caps the request's own, beside the gateway's
 * @param deadline for the whole request
 * @param spent how much of the deadline has passed already
 */
public record Terms(
    String request, String account, List<Cap> caps, Duration deadline, Duration spent) {
  public Terms {
    caps = List.copyOf(caps);
  }
}
