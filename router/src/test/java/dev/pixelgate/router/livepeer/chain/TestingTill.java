package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where one process of an orchestrator is paid, by the rules of a real one. Another process has
 * another till: it knows nothing of this one's tickets and credit. Any thread.
 */
public final class TestingTill {
  /** Tickets that are taken under the same number. */
  private static final int MOST_NONCES = 600;

  private final TestingSale sale;
  private final TestingTakings takings;
  private final Address address;
  private final TestingOffers offers;
  private final TestingLedger ledger;
  private final Map<ByteString, Set<Long>> nonces = new HashMap<>();

  /**
   * An empty one.
   *
   * @param takings where it counts what it takes
   */
  public TestingTill(TestingSale sale, TestingTakings takings) {
    this.sale = sale;
    this.takings = takings;
    this.address = TestingKey.of(sale.account()).address();
    this.offers = new TestingOffers(sale, address);
    this.ledger = new TestingLedger(sale.chain().clock());
  }

  /** What comes of a payment. Tickets before a bad one are credited all the same. */
  public sealed interface Receipt {
    /** All of it is good, or there was nothing in it. */
    record Taken() implements Receipt {}

    /** In the words of a real one. */
    record Refused(String text) implements Receipt {}

    /** A real one dies of it, as far as this job is concerned. */
    record Panicked() implements Receipt {}
  }

  /** The recipient of its tickets. */
  public Address address() {
    return address;
  }

  public TestingSale sale() {
    return sale;
  }

  /** The price for this payer and its tickets. */
  public TestingOffers.Offer offer(Address payer, WeiAmount price) {
    return offers.offer(payer, price);
  }

  /** Takes the tickets of a payment, one by one. */
  public synchronized Receipt receive(Payment payment, String manifest) {
    if (!payment.hasTicketParams()) {
      return new Receipt.Taken();
    }
    Address named = Address.of(payment.getTicketParams().getRecipient());
    if (!named.equals(address)) {
      return new Receipt.Refused(
          "orchestrator %s is inactive in round %d, cannot process payments"
              .formatted(named, sale.chain().round().number()));
    }
    if (!payment.hasExpectedPrice()) {
      return unpriced("expected price is nil");
    }
    if (payment.getExpectedPrice().getPixelsPerUnit() == 0) {
      return unpriced("pixels per unit is 0");
    }
    if (payment.getTicketSenderParamsCount() > 0 && !payment.hasExpirationParams()) {
      return new Receipt.Panicked();
    }
    return tickets(payment, manifest);
  }

  private static Receipt unpriced(String why) {
    return new Receipt.Refused(
        "invalid expected price sent with payment err=\"%s\"".formatted(why));
  }

  /** After a bad one the others are used up, for nothing; the last fault is told. */
  private Receipt tickets(Payment payment, String manifest) {
    Receipt receipt = new Receipt.Taken();
    for (int i = 0; i < payment.getTicketSenderParamsCount(); i++) {
      Ticket ticket = Ticket.of(payment, i);
      Optional<String> fault = fault(payment, ticket, i);
      if (fault.isPresent()) {
        receipt = new Receipt.Refused(fault.get());
      } else if (receipt instanceof Receipt.Taken) {
        ledger.credit(ticket.sender(), manifest, ticket.worth());
        takings.credited(ticket.sender(), manifest, ticket.worth());
      }
    }
    return receipt;
  }

  private Optional<String> fault(Payment payment, Ticket ticket, int index) {
    BigInteger rand = offers.rand(ticket, payment.getTicketParams(), payment.getExpectedPrice());
    byte[] signature = payment.getTicketSenderParams(index).getSig().toByteArray();
    if (!ticket.randHash().equals(ByteString.copyFrom(Keccak.of(Uint.word(rand))))) {
      return Optional.of("invalid recipientRand for ticket recipientRandHash");
    }
    if (!ticket.isSigned(signature)) {
      return Optional.of("invalid ticket signature");
    }
    Optional<String> used = used(ticket);
    if (used.isPresent()) {
      return Optional.of(
          "invalid ticket senderNonce: %s sender=%s nonce=%d"
              .formatted(used.get(), ticket.sender(), ticket.nonce()));
    }
    if (ticket.wins(signature, rand)) {
      takings.won(ticket.faceValue());
    }
    long expires = Uint.of(payment.getTicketParams().getExpirationBlock()).longValueExact();
    return expires <= sale.chain().block() ? Optional.of("TicketParams expired") : Optional.empty();
  }

  private Optional<String> used(Ticket ticket) {
    Set<Long> seen = nonces.computeIfAbsent(ticket.randHash(), none -> new HashSet<>());
    if (seen.contains(ticket.nonce())) {
      return Optional.of("already seen");
    }
    if (seen.size() >= MOST_NONCES) {
      return Optional.of("too many values");
    }
    seen.add(ticket.nonce());
    return Optional.empty();
  }

  /** Whether a job under this payment may run: for the worth of one ticket, unless it is free. */
  public synchronized boolean suffices(Payment payment, String manifest) {
    return payment.getExpectedPrice().getPricePerUnit() <= 0
        || balance(Address.of(payment.getSender()), manifest)
                .orElse(WeiAmount.ZERO)
                .compareTo(WeiAmount.of(sale.ticketValue()))
            >= 0;
  }

  /**
   * Takes what a job costs that was served.
   *
   * @return whether that could be computed; a real one dies of a payment without a price
   */
  public synchronized boolean debit(Payment payment, String manifest, long pixels) {
    if (payment.getExpectedPrice().getPixelsPerUnit() == 0) {
      return false;
    }
    Address payer = Address.of(payment.getSender());
    WeiAmount cost = price(payment.getExpectedPrice()).times(pixels);
    ledger.debit(payer, manifest, cost);
    takings.debited(new TestingTakings.Debit(payer, manifest, pixels, cost));
    return true;
  }

  /** What this payer has left there, which may be below zero; nothing when nothing is known. */
  public synchronized Optional<WeiAmount> balance(Address payer, String manifest) {
    return ledger.balance(payer, manifest);
  }

  static WeiAmount price(PriceInfo price) {
    return new WeiAmount(
        BigInteger.valueOf(price.getPricePerUnit()), BigInteger.valueOf(price.getPixelsPerUnit()));
  }
}
