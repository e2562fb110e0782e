package dev.pixelgate.function.assembly;

import dev.pixelgate.router.livepeer.payment.LostCredit;
import dev.pixelgate.router.livepeer.payment.PaidTickets;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import io.vertx.core.Future;

/** For who only looks at a market: tickets are bought with a job, and there is none. */
public final class NothingPaid implements PaymentLog {
  @Override
  public Future<Void> paid(PaidTickets paid) {
    return Future.failedFuture("nothing is paid by looking");
  }

  @Override
  public void lost(LostCredit lost) {
    throw new IllegalStateException("nothing was paid, and yet it is lost: " + lost);
  }
}
