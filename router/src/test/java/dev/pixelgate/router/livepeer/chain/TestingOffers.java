package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import dev.pixelgate.router.livepeer.wire.TicketExpirationParams;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one process of an orchestrator asks of its payers: the price with what redeeming costs, and
 * tickets that are bound to it. All of that is held by a number that it computes again from its
 * secret, so it remembers nothing.
 */
public final class TestingOffers {
  /** Blocks for which tickets are taken. */
  static final long LIFE = 40;

  private static final BigInteger CERTAIN = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
  private static final BigInteger TIMES = BigInteger.valueOf(100);
  private static final BigInteger MILLI = BigInteger.valueOf(1000);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TestingSale sale;
  private final Address recipient;
  private final byte[] secret = random();

  TestingOffers(TestingSale sale, Address recipient) {
    this.sale = sale;
    this.recipient = recipient;
  }

  /** What a payer gets who asks. */
  public sealed interface Offer {
    /** A price, and what tickets have to be like. */
    record Made(PriceInfo price, TicketParams params) implements Offer {}

    /** In the words of a real one. */
    record Refused(String text) implements Offer {}
  }

  /**
   * For this payer.
   *
   * @param price wei for a pixel, as configured
   */
  Offer offer(Address payer, WeiAmount price) {
    if (price.signum() == 0) {
      return made(payer, price, BigInteger.ZERO);
    }
    return faceValue(payer)
        .map(face -> made(payer, sale.adjusts() ? adjusted(price, face) : price, face))
        .orElse(new Offer.Refused("insufficient sender reserve"));
  }

  /** With the part of a ticket that redeeming eats, cut to thousandths of a wei. */
  private WeiAmount adjusted(WeiAmount price, BigInteger face) {
    BigInteger numerator = price.numerator().multiply(face.add(sale.chain().redeeming()));
    BigInteger denominator = price.denominator().multiply(face);
    return new WeiAmount(numerator.multiply(MILLI).divide(denominator), MILLI);
  }

  /** 100 times the cost of redeeming, or of its worth; the payer's reserve may hold it down. */
  private Optional<BigInteger> faceValue(Address payer) {
    BigInteger redeeming = sale.chain().redeeming();
    BigInteger wanted = redeeming.multiply(TIMES);
    if (wanted.compareTo(sale.ticketValue()) < 0) {
      wanted = sale.ticketValue().multiply(TIMES);
    }
    BigInteger face = wanted.min(sale.chain().share(payer));
    BigInteger least = redeeming.min(TestingChain.redeemingUsually()).max(sale.ticketValue());
    return face.compareTo(least) < 0 ? Optional.empty() : Optional.of(face);
  }

  private Offer made(Address payer, WeiAmount price, BigInteger face) {
    Optional<PriceInfo> written = written(price);
    if (written.isEmpty()) {
      return new Offer.Refused("price cannot be converted to int64");
    }
    TestingChain.Round round = sale.chain().round();
    TicketParams.Builder params =
        TicketParams.newBuilder()
            .setRecipient(recipient.bytes())
            .setFaceValue(Uint.bytes(face))
            .setWinProb(Uint.bytes(chance(face)))
            .setSeed(Uint.bytes(new BigInteger(1, random())))
            .setExpirationBlock(Uint.bytes(BigInteger.valueOf(sale.chain().block() + LIFE)))
            .setExpirationParams(
                TicketExpirationParams.newBuilder()
                    .setCreationRound(round.number())
                    .setCreationRoundBlockHash(round.blockHash()));
    Ticket first = Ticket.of(params.build(), params.getExpirationParams(), payer, 1);
    BigInteger rand = rand(first, params.build(), written.get());
    params.setRecipientRandHash(ByteString.copyFrom(Keccak.of(Uint.word(rand))));
    return new Offer.Made(written.get(), params.build());
  }

  /** Rounded up, so that a ticket is worth a trifle more than it has to be. */
  private BigInteger chance(BigInteger face) {
    return face.signum() == 0
        ? BigInteger.ZERO
        : sale.ticketValue().multiply(CERTAIN.add(face).subtract(BigInteger.ONE).divide(face));
  }

  /** As it is where both parts fit 64 bits, otherwise in whole wei; nothing when not even that. */
  static Optional<PriceInfo> written(WeiAmount price) {
    BigInteger units = price.numerator();
    BigInteger pixels = price.denominator();
    if (units.bitLength() >= Long.SIZE || pixels.bitLength() >= Long.SIZE) {
      units = units.divide(pixels);
      pixels = BigInteger.ONE;
    }
    return units.bitLength() >= Long.SIZE
        ? Optional.empty()
        : Optional.of(
            PriceInfo.newBuilder()
                .setPricePerUnit(units.longValue())
                .setPixelsPerUnit(pixels.longValue())
                .build());
  }

  /** The number whose hash is in the params of this ticket, if all in it is as it was asked for. */
  BigInteger rand(Ticket ticket, TicketParams params, PriceInfo price) {
    WeiAmount exact = TestingTill.price(price);
    return new BigInteger(
        1,
        mac(
            Uint.word(Uint.of(params.getSeed())),
            ticket.sender().bytes().toByteArray(),
            Uint.word(ticket.faceValue()),
            Uint.word(ticket.winProb()),
            Uint.word(Uint.of(params.getExpirationBlock())),
            Uint.word(exact.numerator()),
            Uint.word(exact.denominator()),
            ticket.aux()));
  }

  private byte[] mac(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] random() {
    byte[] made = new byte[32];
    RANDOM.nextBytes(made);
    return made;
  }
}
