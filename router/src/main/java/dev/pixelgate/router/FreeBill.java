package dev.pixelgate.router;

import io.vertx.core.Future;

/** A bill that nobody keeps: whatever is asked for is granted. For the command line and tests. */
public record FreeBill() implements Bill {
  @Override
  public Future<Reservation> reserve(Claim claim) {
    return Future.succeededFuture(new Reservation.Granted(claim.charge()));
  }

  @Override
  public Future<Void> dispatch() {
    return Future.succeededFuture();
  }

  @Override
  public void end(Ending ending) {}
}
