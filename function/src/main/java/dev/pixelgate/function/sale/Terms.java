package dev.pixelgate.function.sale;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.router.selection.PolicyName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client allows its request to cost and to take.
 *
 * @param request the id of the request
 * @param caps the account's and the request's own, beside the gateway's
 * @param policy how to choose, instead of the gateway's own way
 * @param deadline for the whole request
 * @param spent how much of the deadline has passed already
 * @param hops how many gateways have passed the request on
 */
public record Terms(
    String request,
    String account,
    List<Cap> caps,
    Optional<PolicyName> policy,
    Duration deadline,
    Duration spent,
    int hops) {
  public Terms {
    caps = List.copyOf(caps);
  }
}
