package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A recorded payment made fit for an orchestrator with other secrets: its number's hash and its
 * seed are replaced by those of a quote of ours, all else that was recorded stays, and whoever
 * signed a ticket signs it again. Bytes that were nobody's signature stay as they are.
 */
public final class ResignedTickets {
  /** Of the wallet that the recordings were made with. */
  private static final int ACCOUNTS = 20;

  private ResignedTickets() {}

  /**
   * The recorded payment under a quote of ours.
   *
   * @param quoted the params that were quoted when it was recorded, before anybody changed them
   * @param ours our quote instead
   */
  public static Payment of(Payment recorded, TicketParams quoted, TicketParams ours) {
    TicketParams.Builder params = recorded.getTicketParams().toBuilder();
    if (params.getRecipientRandHash().equals(quoted.getRecipientRandHash())) {
      params.setRecipientRandHash(ours.getRecipientRandHash());
    }
    if (params.getSeed().equals(quoted.getSeed())) {
      params.setSeed(ours.getSeed());
    }
    Payment.Builder changed = recorded.toBuilder().setTicketParams(params);
    for (int i = 0; i < recorded.getTicketSenderParamsCount(); i++) {
      Optional<TestingKey> signer = signer(recorded, i);
      if (signer.isPresent()) {
        changed.setTicketSenderParams(
            i, TestingTickets.sign(changed.build(), signer.get()).getTicketSenderParams(i));
      }
    }
    return changed.build();
  }

  private static Optional<TestingKey> signer(Payment recorded, int index) {
    Ticket ticket = Ticket.of(recorded, index);
    byte[] signature = recorded.getTicketSenderParams(index).getSig().toByteArray();
    Optional<Address> signer = Curve.signer(TestingKey.personal(ticket.hash()), signature);
    return IntStream.range(0, ACCOUNTS)
        .mapToObj(TestingKey::of)
        .filter(key -> signer.equals(Optional.of(key.address())))
        .findFirst();
  }
}
