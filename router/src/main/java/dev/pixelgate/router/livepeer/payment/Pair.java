package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.livepeer.Session;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * An orchestrator's answer with what the signer remembers of its tickets: tickets are numbered
 * within the two, so one job at a time has it. Confined to that job.
 */
final class Pair {
  /** An orchestrator takes 600 numbers, and a signer stops at 500. */
  private static final int MOST_NONCE = 500;

  private final int epoch;
  private final WeiPerPixel price;
  private Session session;
  private Instant since;
  private Optional<SignerState> state = Optional.empty();
  private WeiAmount counted = WeiAmount.ZERO;
  private int nonce;
  private Optional<Spare> spare = Optional.empty();

  /**
   * A new one.
   *
   * @param epoch which run of the orchestrator it is of
   * @param price that the session quotes
   */
  Pair(Session session, WeiPerPixel price, int epoch, Instant now) {
    this.session = session;
    this.since = now;
    this.price = price;
    this.epoch = epoch;
  }

  /**
   * A payment that was signed and not taken.
   *
   * @param since when the orchestrator told what its tickets have to be like
   * @param written whether it is written down as paid, and may have left
   */
  record Spare(Signed signed, Instant since, boolean written) {}

  Session session() {
    return session;
  }

  int epoch() {
    return epoch;
  }

  WeiPerPixel price() {
    return price;
  }

  Optional<SignerState> state() {
    return state;
  }

  /** What one ticket is worth. */
  WeiAmount ticket() {
    return Signed.ticket(session.info().getTicketParams());
  }

  /** Whether so many tickets more can be numbered. */
  boolean hasNumbersFor(int tickets) {
    return tickets <= MOST_NONCE - nonce;
  }

  /** Goes on with a newer answer at the same price; the signer's count stays. */
  void renew(Session newer, Instant now) {
    session = newer;
    since = now;
    nonce = 0;
  }

  /** Begins anew with a newer answer. */
  void restart(Session newer, Instant now) {
    renew(newer, now);
    state = Optional.empty();
    counted = WeiAmount.ZERO;
  }

  /**
   * Of how many pixels the price has to be covered so that the signer signs so many tickets: it
   * goes by its own count of what is left. More tickets only where a pixel costs more than one.
   */
  Pixels pixelsFor(int tickets) {
    WeiAmount each = new WeiAmount(price.wei(), price.pixels());
    WeiAmount amount = ticket().times(tickets).plus(counted);
    BigInteger below = amount.floorDiv(each);
    boolean enough =
        below.signum() > 0
            && ticketsFor(new Pixels(below.longValueExact())).longValueExact() == tickets;
    return new Pixels((enough ? below : amount.ceilDiv(each)).longValueExact());
  }

  /** How many tickets a true signer signs for so many pixels. */
  BigInteger ticketsFor(Pixels pixels) {
    WeiAmount least = WeiAmount.cost(price, pixels).max(ticket());
    return least.minus(counted).ceilDiv(ticket());
  }

  /** The signer signed this for so many pixels. */
  void signed(Signed signed, Pixels pixels) {
    state = Optional.of(signed.state());
    counted = counted.plus(signed.worth()).minus(WeiAmount.cost(price, pixels));
    nonce = Math.max(nonce, signed.lastNonce());
  }

  Optional<Spare> spare() {
    return spare;
  }

  void keep(Signed signed, boolean written) {
    spare = Optional.of(new Spare(signed, since, written));
  }

  void useSpare() {
    spare = Optional.empty();
  }
}
