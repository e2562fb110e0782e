package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One request: a job and what it may cost.
 *
 * @param id of the request, under which its decision is kept
 * @param pixels what is charged for
 * @param caps the request's own caps, beside the gateway's
 * @param deadline from now, over all attempts
 * @param policy the request's own, instead of the gateway's
 * @param seed of every random choice that is made for it
 * @param hops how many gateways have passed it on before this one
 * @param bill who keeps its money
 * @param promised whether its charge was: then no cap holds for what orchestrators ask, the bill
 *     sees to it that its account pays no more
 */
public record Order(
    String id,
    Job job,
    Pixels pixels,
    String account,
    List<Cap> caps,
    Duration deadline,
    Optional<PolicyName> policy,
    long seed,
    int hops,
    Bill bill,
    boolean promised) {
  public Order {
    caps = List.copyOf(caps);
  }

  /** One whose charge was not promised. */
  public Order(
      String id,
      Job job,
      Pixels pixels,
      String account,
      List<Cap> caps,
      Duration deadline,
      Optional<PolicyName> policy,
      long seed,
      int hops,
      Bill bill) {
    this(id, job, pixels, account, caps, deadline, policy, seed, hops, bill, false);
  }

  /** One that comes from a client, whose money nobody keeps. */
  public Order(
      String id,
      Job job,
      Pixels pixels,
      String account,
      List<Cap> caps,
      Duration deadline,
      long seed) {
    this(id, job, pixels, account, caps, deadline, Optional.empty(), seed, 0, new FreeBill());
  }

  /** What it asks of an offer. */
  Demand demand() {
    return new Demand(job.capability(), pixels, job.reads(), hops);
  }
}
