package dev.pixelgate.function.sale;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.quote.Quote;
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
 * @param noStore whether its result may neither come from where others may get it, nor go there
 * @param quote what was promised, if anything: then the caps hold for its charge, and were checked
 */
public record Terms(
    String request,
    String account,
    List<Cap> caps,
    Optional<PolicyName> policy,
    Duration deadline,
    Duration spent,
    int hops,
    boolean noStore,
    Optional<Quote> quote) {
  public Terms {
    caps = List.copyOf(caps);
  }

  /** The same, when so much more of the deadline has passed. */
  public Terms later(Duration waited) {
    return new Terms(
        request, account, caps, policy, deadline, spent.plus(waited), hops, noStore, quote);
  }
}
