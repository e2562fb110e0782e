package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The money that is held for one attempt. It ends exactly once. Confined to one event loop. */
final class Hold {
  private static final Logger LOG = LoggerFactory.getLogger(Hold.class);

  private final Bill bill;
  private final Usd charge;
  private boolean over;

  Hold(Bill bill, Usd charge) {
    this.bill = bill;
    this.charge = charge;
  }

  /** What the account pays if the attempt is owed. */
  Usd charge() {
    return charge;
  }

  /** Moves the money. A bill that breaks over it keeps no order from its end. */
  void end(Ending ending) {
    if (over) {
      throw new IllegalStateException("the money of an attempt ended twice: " + ending);
    }
    over = true;
    try {
      bill.end(ending);
    } catch (RuntimeException bug) {
      LOG.error("bill ending={} internal error", ending, bug);
    }
  }
}
