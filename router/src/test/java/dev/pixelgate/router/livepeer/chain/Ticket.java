package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.TicketExpirationParams;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/**
 * A ticket of Livepeer's lottery.
 *
 * @param nonce unsigned, of 32 bits
 * @param randHash of the number that only the recipient knows
 * @param round when it was made
 * @param roundHash of the block at which that began
 */
record Ticket(
    Address recipient,
    Address sender,
    BigInteger faceValue,
    BigInteger winProb,
    long nonce,
    ByteString randHash,
    long round,
    ByteString roundHash) {
  private static final int UNSIGNED = 32;

  static Ticket of(TicketParams params, TicketExpirationParams made, Address sender, long nonce) {
    return new Ticket(
        Address.of(params.getRecipient()),
        sender,
        Uint.of(params.getFaceValue()),
        Uint.of(params.getWinProb()),
        nonce,
        params.getRecipientRandHash(),
        made.getCreationRound(),
        made.getCreationRoundBlockHash());
  }

  /** The ticket of this number among those of a payment. */
  static Ticket of(Payment payment, int index) {
    return of(
        payment.getTicketParams(),
        payment.getExpirationParams(),
        Address.of(payment.getSender()),
        payment.getTicketSenderParams(index).getSenderNonce() & (1L << UNSIGNED) - 1);
  }

  /** What the hash is of. */
  byte[] preimage() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(recipient.bytes().toByteArray());
    out.writeBytes(sender.bytes().toByteArray());
    out.writeBytes(Uint.word(faceValue));
    out.writeBytes(Uint.word(winProb));
    out.writeBytes(Uint.word(nonce));
    out.writeBytes(Uint.word(Uint.of(randHash)));
    out.writeBytes(aux());
    return out.toByteArray();
  }

  byte[] hash() {
    return Keccak.of(preimage());
  }

  /** Round and block hash; nothing when there is neither. */
  byte[] aux() {
    BigInteger block = Uint.of(roundHash);
    if (round == 0 && block.signum() == 0) {
      return new byte[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Uint.word(round));
    out.writeBytes(Uint.word(block));
    return out.toByteArray();
  }

  boolean isSigned(byte[] signature) {
    return TestingKey.signedText(sender, hash(), signature);
  }

  /** Whether it wins, once the recipient's number is told. */
  boolean wins(byte[] signature, BigInteger rand) {
    return new BigInteger(1, Keccak.of(signature, Uint.word(rand))).compareTo(winProb) < 0;
  }

  /** What it is worth on average. */
  WeiAmount worth() {
    return WeiAmount.ofTicket(faceValue, winProb);
  }
}
