package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.router.health.Turn;
import dev.pixelgate.router.selection.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has come of an order's attempts so far. Confined to one event loop. */
final class Tally {
  private static final int MOST_UNPAID = 3;

  private final List<AttemptRecord> records = new ArrayList<>();
  private final List<AttemptEnd> ends = new ArrayList<>();
  private final List<Turn> rejections = new ArrayList<>();
  private Optional<Outcome.OverBudget> refusal = Optional.empty();
  private Optional<Outcome.OverCap> overCap = Optional.empty();
  private int refusals;
  private int busy;
  private int repriced;
  private int unpaid;
  private int repricings;

  void add(AttemptRecord record) {
    records.add(record);
  }

  /** One did not serve, and this is why. */
  void failed(AttemptEnd end, Turn turn) {
    if (end instanceof AttemptEnd.Repriced) {
      repriced++;
      return;
    }
    ends.add(end);
    if (end instanceof AttemptEnd.JobRejected) {
      rejections.add(turn);
    } else if (end instanceof AttemptEnd.Busy) {
      busy++;
    } else if (end instanceof AttemptEnd.Unpaid) {
      unpaid++;
    }
  }

  /** Somebody did the job: those who called it wrong were not right. */
  void contradictRejections() {
    rejections.forEach(Turn::contradicted);
  }

  int rejections() {
    return rejections.size();
  }

  /**
   * Those that count against the most attempts: who had no room, asked another price first, or
   * could not be paid by us, has not tried. But each was written down as dispatched, so that an
   * order does not try to pay everybody while our signer is away.
   */
  int attempts() {
    return records.size() - busy - repriced - Math.min(unpaid, MOST_UNPAID);
  }

  /** Somebody asks another price than by its offer; answers how often that was. */
  int repricing() {
    repricings++;
    return repricings;
  }

  /** Somebody's new price is over the caps. */
  void overCap(Cap cap, Candidate candidate) {
    if (overCap.isEmpty() || candidate.charge().compareTo(overCap.get().nearest().charge()) < 0) {
      overCap = Optional.of(new Outcome.OverCap(cap, candidate, List.of()));
    }
  }

  /** How often somebody had no room. */
  int busy() {
    return busy;
  }

  List<AttemptRecord> records() {
    return List.copyOf(records);
  }

  /** The account's budget did not cover one, and nothing dearer. */
  void overBudget(BudgetState budget, Usd needed) {
    if (refusal.isEmpty() || needed.compareTo(refusal.get().needed()) < 0) {
      refusal = Optional.of(new Outcome.OverBudget(budget, needed));
    }
    refusals++;
  }

  /** How often the budget refused. */
  int refusals() {
    return refusals;
  }

  /** The order's end when nobody is left to ask: its budget's only when nobody was asked. */
  Outcome nobodyLeft() {
    if (ends.isEmpty() && refusal.isPresent()) {
      return refusal.get();
    }
    if (ends.isEmpty() && overCap.isPresent()) {
      return overCap.get();
    }
    return allBusy()
        .<Outcome>map(wait -> new Outcome.NoCapacity(wait, records()))
        .orElseGet(() -> new Outcome.AllFailed(records()));
  }

  /** The shortest wait that was named, when everybody named one. */
  private Optional<Duration> allBusy() {
    Optional<Duration> shortest = Optional.empty();
    for (AttemptEnd end : ends) {
      if (!(end instanceof AttemptEnd.Busy(Duration wait))) {
        return Optional.empty();
      }
      shortest = Optional.of(shortest.filter(one -> one.compareTo(wait) < 0).orElse(wait));
    }
    return shortest;
  }
}
