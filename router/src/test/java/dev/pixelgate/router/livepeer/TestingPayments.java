package dev.pixelgate.router.livepeer;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.Unsold;
import io.vertx.core.Future;
import java.util.Optional;

/** A payer whom everybody believes, and who pays whatever is asked. */
final class TestingPayments implements Payments {
  static final Sender SENDER =
      new Sender(ByteString.copyFrom(new byte[20]), ByteString.copyFrom(new byte[65]));

  @Override
  public Future<Sender> sender() {
    return Future.succeededFuture(SENDER);
  }

  @Override
  public Optional<Refusal> refusal(Session quote) {
    return Optional.empty();
  }

  @Override
  public Refusal unquoted(String text) {
    return new Refusal(Unsold.Reason.REFUSED, "would not answer: " + text);
  }

  @Override
  public Future<Paying> pay(Purchase purchase) {
    return Future.succeededFuture(new Paying.Refused("is not paid in this test"));
  }
}
