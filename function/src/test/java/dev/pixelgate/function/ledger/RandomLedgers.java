package dev.pixelgate.function.ledger;

import static dev.pixelgate.function.ledger.TestingOrder.await;

import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.AttemptId;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.QuoteUsedException;
import dev.pixelgate.router.Reservation;
import dev.pixelgate.router.livepeer.payment.LostCredit;
import dev.pixelgate.router.livepeer.payment.PaidTickets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Two ledgers on one store to which anything happens that can, in an order that a seed chooses. */
final class RandomLedgers {
  private static final List<String> ACCOUNTS = List.of("a", "b", "free");

  private final LedgerContract contract;
  private final SplittableRandom random;
  private final List<Member> members = new ArrayList<>();
  private int orders;
  private int payments;
  private Usd paid = Usd.ZERO;

  RandomLedgers(LedgerContract contract, long seed) {
    this.contract = contract;
    this.random = new SplittableRandom(seed);
    members.add(new Member());
    members.add(new Member());
  }

  /** What was paid into the balance of account b. */
  Usd paid() {
    return paid;
  }

  void step() {
    Member member = members.get(random.nextInt(members.size()));
    switch (random.nextInt(21)) {
      case 0 -> crash(member);
      case 1 -> payIn();
      case 2 -> {
        contract.clock.advance(Duration.ofMillis(random.nextInt(1_500)));
        await(member.ledger.giveBackIdle());
      }
      case 3 -> member.database.setAway(random.nextInt(3) == 0);
      case 4 -> member.database.setLosesAnswers(random.nextInt(3) == 0);
      case 5 -> contract.budget(random.nextBoolean() ? "0.3 USD/day" : "0.2 USD/day");
      case 6, 7, 8, 9 -> member.begin();
      case 10 -> member.lose();
      default -> member.goOn();
    }
  }

  /** Ends what is open, with a store that works. */
  void end() {
    members.forEach(Member::repair);
    members.forEach(Member::becomeAvailable);
    // One that crashed while nobody could look is found out now.
    members.forEach(member -> await(member.ledger.showLife().otherwiseEmpty()));
    contract.clock.advance(Instances.DEAD_AFTER);
    members.forEach(member -> await(member.ledger.showLife().otherwiseEmpty()));
    members.forEach(member -> await(member.ledger.showLife().otherwiseEmpty()));
    for (Member member : members) {
      while (!member.running.isEmpty()) {
        member.goOn();
      }
      await(member.ledger.close());
    }
  }

  private void payIn() {
    Usd amount = new Usd(1_000_000_000L * (1 + random.nextInt(30)));
    paid = paid.plus(amount);
    payments++;
    await(new TopUps(contract.store, contract.clock).pay("b", "p" + payments, amount));
  }

  /** Forgets one with all that it does, lets the other one find out, and starts a new one. */
  private void crash(Member member) {
    members.remove(member);
    Member other = members.getFirst();
    other.repair();
    member.database.setAway(true);
    await(other.ledger.showLife().otherwiseEmpty());
    contract.clock.advance(Instances.DEAD_AFTER);
    await(other.ledger.showLife().otherwiseEmpty());
    members.add(new Member());
  }

  private final class Member {
    final TestingDatabase database = contract.connect(true);
    final Ledger ledger = contract.start(database);
    final PaymentBooks payments =
        new PaymentBooks(
            ledger.journal(),
            ledger::instance,
            () -> Optional.of(Rate.fixed(new BigDecimal("3120.55"))),
            new PaidAttempts(),
            contract.clock);
    final List<Running> running = new ArrayList<>();

    /** As a payer that counts otherwise than the books may say. */
    void lose() {
      payments.lost(
          new LostCredit(
              "seller",
              TestingOrder.CAPABILITY,
              new WeiAmount(
                  BigInteger.valueOf(1 + random.nextInt(5_000_000)), BigInteger.valueOf(3)),
              LostCredit.Reason.IDLE));
    }

    void pay(String account, String request, int attempt) {
      PaidTickets tickets =
          new PaidTickets(
              "seller",
              TestingOrder.CAPABILITY,
              new AttemptId(account, request, attempt),
              1 + random.nextInt(9),
              new WeiAmount(
                  BigInteger.valueOf(1 + random.nextInt(9_000_000)), BigInteger.valueOf(7)));
      await(payments.paid(tickets).otherwiseEmpty());
    }

    void repair() {
      database.setAway(false);
      database.setLosesAnswers(false);
    }

    void becomeAvailable() {
      while (!ledger.journal().isAvailable()) {
        await(ledger.flushed());
      }
    }

    void begin() {
      orders++;
      Usd most = new Usd(1_000_000_000L * (1 + random.nextInt(40)));
      Optional<QuoteTerms> quote =
          random.nextInt(5) == 0
              ? Optional.of(new QuoteTerms("q" + random.nextInt(1 + orders / 2), most))
              : Optional.empty();
      String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
      Owing owing = random.nextBoolean() ? Owing.ON_DISPATCH : Owing.ON_SUCCESS;
      running.add(new Running(this, new BillTerms(account, "r" + orders, quote), owing));
    }

    void goOn() {
      if (!running.isEmpty()) {
        Running one = running.get(random.nextInt(running.size()));
        if (one.isOverAfterAStep()) {
          running.remove(one);
        }
      }
    }
  }

  private final class Running {
    private final TestingOrder order;
    private boolean held;
    private boolean dispatched;
    private final Member member;
    private final BillTerms terms;
    private int attempts;

    Running(Member member, BillTerms terms, Owing owing) {
      this.member = member;
      this.terms = terms;
      this.order = contract.order(member.ledger, terms, owing);
      if (random.nextBoolean()) {
        order.at("7/3 wei/px");
      }
    }

    boolean isOverAfterAStep() {
      if (dispatched) {
        return isOverAfterAnEnd();
      }
      if (held) {
        dispatch();
        return false;
      }
      if (attempts < 3) {
        attempts++;
        Usd charge = new Usd(1_000_000_000L * (1 + random.nextInt(40)));
        held = order.reserve(charge) instanceof Reservation.Granted;
      }
      if (held) {
        return false;
      }
      order.close();
      return true;
    }

    private void dispatch() {
      if (random.nextInt(8) == 0) {
        order.release();
        held = false;
        return;
      }
      try {
        order.dispatch();
        dispatched = true;
        if (order.isInWei() && random.nextBoolean()) {
          member.pay(terms.account(), terms.request(), order.attempt());
        }
      } catch (StoreAwayException | TakenForDead | QuoteUsedException e) {
        order.release();
        held = false;
      }
    }

    private boolean isOverAfterAnEnd() {
      dispatched = false;
      held = false;
      switch (random.nextInt(4)) {
        case 0 -> order.settle();
        case 1 -> order.lose();
        case 2 -> order.bear();
        default -> {
          order.release();
          if (random.nextBoolean()) {
            return false;
          }
        }
      }
      order.close();
      return true;
    }
  }
}
