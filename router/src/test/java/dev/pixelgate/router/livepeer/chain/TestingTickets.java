package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import dev.pixelgate.router.livepeer.wire.TicketSenderParams;

/** Tickets as any payer makes them who asks nobody. */
public final class TestingTickets {
  private TestingTickets() {}

  /**
   * A payment of as many tickets as there are nonces, as an orchestrator wants them; of none it is
   * only who pays at which price.
   */
  public static Payment payment(OrchestratorInfo info, TestingKey payer, long... nonces) {
    Payment.Builder payment =
        Payment.newBuilder()
            .setSender(payer.address().bytes())
            .setExpectedPrice(info.getPriceInfo());
    if (nonces.length > 0) {
      TicketParams params = info.getTicketParams();
      payment
          .setTicketParams(params.toBuilder().clearExpirationParams())
          .setExpirationParams(params.getExpirationParams());
    }
    for (long nonce : nonces) {
      payment.addTicketSenderParams(TicketSenderParams.newBuilder().setSenderNonce((int) nonce));
    }
    return sign(payment.build(), payer);
  }

  /** The same with all tickets signed by this payer, whatever is in them. */
  public static Payment sign(Payment unsigned, TestingKey payer) {
    Payment.Builder signed = unsigned.toBuilder();
    for (int i = 0; i < unsigned.getTicketSenderParamsCount(); i++) {
      signed
          .getTicketSenderParamsBuilder(i)
          .setSig(ByteString.copyFrom(payer.signText(Ticket.of(unsigned, i).hash())));
    }
    return signed.build();
  }
}
