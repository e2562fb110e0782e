package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.pricing.WeiAmount;
import java.math.BigInteger;

/**
 * How an orchestrator sells on a chain.
 *
 * @param account its own, which tickets are for
 * @param ticketValue wei that a ticket of its is worth on average
 * @param adjusts whether it adds to its prices what it costs to redeem tickets
 * @param base wei for a pixel of whatever it has no price for
 */
public record TestingSale(
    TestingChain chain, int account, BigInteger ticketValue, boolean adjusts, WeiAmount base) {
  /** As a real one does that nobody has configured further; its base is 1200 wei. */
  public static TestingSale on(TestingChain chain, int account) {
    return new TestingSale(
        chain, account, BigInteger.valueOf(8_000_000_000L), true, WeiAmount.of(1200));
  }

  /** The same with tickets worth so much. */
  public TestingSale ticketValue(long wei) {
    return new TestingSale(chain, account, BigInteger.valueOf(wei), adjusts, base);
  }

  /** The same at the prices that it was given, exactly. */
  public TestingSale exactly() {
    return new TestingSale(chain, account, ticketValue, false, base);
  }

  /** The same with this price for whatever has none. */
  public TestingSale base(long wei) {
    return new TestingSale(chain, account, ticketValue, adjusts, WeiAmount.of(wei));
  }
}
