package dev.pixelgate.pricing.ledger;

import dev.pixelgate.pricing.Usd;
import java.util.ArrayList;
import java.util.List;

/**
 * What has become of the money of one attempt:
 *
 * <pre>
 * Reserved ──→ Returned            nothing was sent, nothing is booked
 *     │
 *     └──→ Dispatched ──→ Settled   owed
 *              ├────────→ Released  known not to be owed
 *              ├────────→ Lost      unknown, so it counts as owed
 *              └────────→ Borne     owed, and the gateway's own loss
 * </pre>
 *
 * <p>Only the two states that go on have methods that do, so an attempt cannot end twice.
 */
public sealed interface AttemptState {
  AttemptTerms terms();

  /** What is booked when an attempt comes to this. */
  List<Transfer> transfers();

  /** What the account pays by it. */
  default Usd charged() {
    return Usd.ZERO;
  }

  /** What the orchestrator is owed by it. */
  default Usd owed() {
    return Usd.ZERO;
  }

  /** Held in memory; a crash forgets it, which releases it. */
  record Reserved(AttemptTerms terms) implements AttemptState {
    /** About to be sent. */
    public Dispatched dispatch() {
      return new Dispatched(terms);
    }

    /** Not to be sent. */
    public Returned giveBack() {
      return new Returned(terms);
    }

    @Override
    public List<Transfer> transfers() {
      return List.of();
    }
  }

  /** Given back before anything was sent. */
  record Returned(AttemptTerms terms) implements AttemptState {
    @Override
    public List<Transfer> transfers() {
      return List.of();
    }
  }

  /** On disk, and perhaps sent. */
  record Dispatched(AttemptTerms terms) implements AttemptState {
    /** Owed. */
    public Settled settle() {
      return new Settled(terms);
    }

    /** Known not to be owed. */
    public Released release() {
      return new Released(terms);
    }

    /** Nobody knows. */
    public Lost lose() {
      return new Lost(terms);
    }

    /** Owed, by the gateway alone. */
    public Borne bear() {
      return new Borne(terms);
    }

    /** What it comes to when the process dies now. */
    public AttemptState crash(boolean owedOnDispatch) {
      return owedOnDispatch ? lose() : release();
    }

    @Override
    public List<Transfer> transfers() {
      return List.of(
          new Transfer(
              Step.DISPATCHED,
              Side.budget(terms.account()),
              Side.reserved(terms.account()),
              terms.charge()));
    }
  }

  /** The orchestrator is owed. */
  record Settled(AttemptTerms terms) implements AttemptState {
    @Override
    public List<Transfer> transfers() {
      return paid(Step.SETTLED, terms);
    }

    @Override
    public Usd charged() {
      return terms.charge();
    }

    @Override
    public Usd owed() {
      return terms.owed();
    }
  }

  /** Counts as owed. */
  record Lost(AttemptTerms terms) implements AttemptState {
    @Override
    public List<Transfer> transfers() {
      return paid(Step.LOST, terms);
    }

    @Override
    public Usd charged() {
      return terms.charge();
    }

    @Override
    public Usd owed() {
      return terms.owed();
    }
  }

  /** Not owed. */
  record Released(AttemptTerms terms) implements AttemptState {
    @Override
    public List<Transfer> transfers() {
      return List.of(back(terms));
    }
  }

  /** Owed, and the account has its money back. */
  record Borne(AttemptTerms terms) implements AttemptState {
    @Override
    public List<Transfer> transfers() {
      return withLoss(back(terms), terms, terms.owed());
    }

    @Override
    public Usd owed() {
      return terms.owed();
    }
  }

  private static Transfer back(AttemptTerms terms) {
    return new Transfer(
        Step.RELEASED,
        Side.reserved(terms.account()),
        Side.budget(terms.account()),
        terms.charge());
  }

  private static List<Transfer> paid(Step step, AttemptTerms terms) {
    Transfer paid =
        new Transfer(
            step,
            Side.reserved(terms.account()),
            Side.orchestrator(terms.orchestrator()),
            terms.charge());
    return withLoss(paid, terms, terms.difference());
  }

  private static List<Transfer> withLoss(Transfer end, AttemptTerms terms, Usd loss) {
    List<Transfer> all = new ArrayList<>();
    all.add(end);
    if (loss.compareTo(Usd.ZERO) > 0) {
      all.add(new Transfer(Step.LOSS, Side.GATEWAY, Side.orchestrator(terms.orchestrator()), loss));
    }
    return List.copyOf(all);
  }
}
