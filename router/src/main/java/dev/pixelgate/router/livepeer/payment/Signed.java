package dev.pixelgate.router.livepeer.payment;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;

/**
 * A payment that a signer signed.
 *
 * @param payment the header {@code Livepeer-Payment}
 * @param segment the header {@code Livepeer-Segment}
 * @param state for the next one
 * @param tickets how many it has
 * @param worth of all of them
 * @param lastNonce the highest number of a ticket
 * @param price that it says the job costs
 */
record Signed(
    String payment,
    String segment,
    SignerState state,
    int tickets,
    WeiAmount worth,
    int lastNonce,
    Optional<WeiPerPixel> price) {
  /** An orchestrator takes no higher number. */
  private static final int MOST_NONCE = 600;

  private static final int WORD_BYTES = 32;

  /** Reads the payment; nothing when it is none. */
  static Optional<Signed> of(String header, String segment, SignerState state) {
    Payment payment;
    try {
      payment = Payment.parseFrom(Base64.getDecoder().decode(header));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return Optional.empty();
    }
    int tickets = payment.getTicketSenderParamsCount();
    long last =
        payment.getTicketSenderParamsList().stream()
            .mapToLong(one -> Integer.toUnsignedLong(one.getSenderNonce()))
            .max()
            .orElse(0);
    if (last > MOST_NONCE || !isReadable(payment.getTicketParams())) {
      return Optional.empty();
    }
    return Optional.of(
        new Signed(
            header,
            segment,
            state,
            tickets,
            ticket(payment.getTicketParams()).times(tickets),
            (int) last,
            price(payment.getExpectedPrice())));
  }

  /** Whether these are numbers of 256 bits: a stranger may send any. */
  static boolean isReadable(TicketParams params) {
    return params.getFaceValue().size() <= WORD_BYTES && params.getWinProb().size() <= WORD_BYTES;
  }

  /** What one ticket with these parameters is worth; they are readable. */
  static WeiAmount ticket(TicketParams params) {
    return WeiAmount.ofTicket(
        new BigInteger(1, params.getFaceValue().toByteArray()),
        new BigInteger(1, params.getWinProb().toByteArray()));
  }

  private static Optional<WeiPerPixel> price(PriceInfo info) {
    return info.getPricePerUnit() >= 0 && info.getPixelsPerUnit() > 0
        ? Optional.of(WeiPerPixel.of(info.getPricePerUnit(), info.getPixelsPerUnit()))
        : Optional.empty();
  }
}
