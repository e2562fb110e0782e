package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What an orchestrator wants to be paid with. A stranger says it, so every number may be anything.
 *
 * @param objection why it cannot be paid with that, a phrase after its name
 */
record Tender(Optional<String> objection) {
  /** A signer takes the number of pixels in 64 bits, and is asked for a hundred tickets. */
  private static final int MOST_PIXEL_BITS = 62;

  private static final BigInteger TICKETS = BigInteger.valueOf(128);

  /**
   * Judges an answer.
   *
   * @param maxFloat the most that it may hold of ours; wei
   */
  static Tender of(OrchestratorInfo info, WeiAmount maxFloat) {
    if (!info.hasTicketParams()) {
      return no("quotes a price and does not say how it is paid");
    }
    if (!Signed.isReadable(info.getTicketParams())) {
      return no("wants tickets with numbers of more than 256 bits");
    }
    WeiAmount ticket = Signed.ticket(info.getTicketParams());
    if (ticket.signum() <= 0) {
      return no("wants tickets that are worth nothing");
    }
    PriceInfo price = info.getPriceInfo();
    if (price.getPricePerUnit() <= 0 || price.getPixelsPerUnit() <= 0) {
      return no("asks nothing for its work, and nobody signs a payment of nothing");
    }
    if (ticket.times(2).compareTo(maxFloat) > 0) {
      return no(
          "wants tickets worth %s, of which it may hold two; raise payments.max-float, now %s"
              .formatted(ticket, maxFloat));
    }
    return pixels(ticket, price).bitLength() > MOST_PIXEL_BITS
        ? no("wants tickets that are worth more pixels than can be counted")
        : new Tender(Optional.empty());
  }

  /** How many a hundred tickets pay for. */
  private static BigInteger pixels(WeiAmount ticket, PriceInfo price) {
    return ticket
        .numerator()
        .multiply(TICKETS)
        .multiply(BigInteger.valueOf(price.getPixelsPerUnit()))
        .divide(ticket.denominator().multiply(BigInteger.valueOf(price.getPricePerUnit())));
  }

  private static Tender no(String why) {
    return new Tender(Optional.of(why));
  }
}
