package dev.pixelgate.router.livepeer.payment;

import io.vertx.core.Future;

/** Where it is written down what orchestrators were paid. Any thread. */
public interface PaymentLog {
  /**
   * About to be sent. When it completes that is on disk, so that a crash cannot forget it; when it
   * fails nothing is sent.
   */
  Future<Void> paid(PaidTickets paid);

  /** Written when there is time. */
  void lost(LostCredit lost);
}
