package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.OrchestratorInfo;
import dev.pixelgate.router.livepeer.wire.TicketParams;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.LongStream;

/** What a payer checks of an orchestrator's tickets before it signs them, and their signing. */
final class SignerTickets {
  private final TestingChain chain;
  private final SignerTerms terms;
  private final TestingKey key;

  SignerTickets(TestingChain chain, SignerTerms terms) {
    this.chain = chain;
    this.terms = terms;
    this.key = TestingKey.of(terms.account());
  }

  static WeiAmount worth(TicketParams params) {
    return WeiAmount.ofTicket(Uint.of(params.getFaceValue()), Uint.of(params.getWinProb()));
  }

  /** With one block left they are too old. */
  boolean isExpired(TicketParams params) {
    return Uint.of(params.getExpirationBlock())
            .subtract(BigInteger.valueOf(chain.block()))
            .compareTo(BigInteger.ONE)
        <= 0;
  }

  /** Why such tickets are not signed. The texts about the face value were not recorded. */
  Optional<String> fault(TicketParams params) {
    BigInteger face = Uint.of(params.getFaceValue());
    WeiAmount worth = worth(params);
    if (worth.signum() == 0) {
      return Optional.empty();
    }
    if (worth.compareTo(WeiAmount.of(face)) >= 0) {
      return Optional.of("ticket EV %s > faceValue %s".formatted(decimal(worth, 5), face));
    }
    if (worth.compareTo(terms.mostForTicket()) > 0) {
      return Optional.of(
          "ticket EV %s > max ticket EV %s"
              .formatted(decimal(worth, 5), decimal(terms.mostForTicket(), 5)));
    }
    BigInteger deposit = account().deposit();
    return face.compareTo(deposit) > 0
        ? Optional.of("ticket faceValue %s > max faceValue %s".formatted(face, deposit))
        : Optional.empty();
  }

  /** Whether so many can be paid for; otherwise it is an internal error, whatever the cause. */
  boolean canSign(TicketParams params, long tickets) {
    TestingChain.Account mine = account();
    return worth(params).times(tickets).compareTo(terms.mostForPayment()) <= 0
        && mine.deposit().signum() > 0
        && mine.reserve().signum() > 0
        && !mine.unlocking();
  }

  private TestingChain.Account account() {
    return chain.account(key.address());
  }

  /** The header {@code Livepeer-Payment}. */
  String payment(OrchestratorInfo info, long firstNonce, long tickets) {
    long[] nonces = LongStream.range(firstNonce, firstNonce + tickets).toArray();
    return Base64.getEncoder()
        .encodeToString(TestingTickets.payment(info, key, nonces).toByteArray());
  }

  TestingKey key() {
    return key;
  }

  /** As Go writes it. */
  static String decimal(WeiAmount amount, int places) {
    return new BigDecimal(amount.numerator())
        .divide(new BigDecimal(amount.denominator()), places, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
