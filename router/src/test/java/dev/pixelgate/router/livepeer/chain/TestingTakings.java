package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.pricing.WeiAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an orchestrator took and gave work for since the test began, whatever it forgot in the
 * meantime. Any thread.
 */
public final class TestingTakings {
  private record Account(Address payer, String manifest) {}

  private final Map<Account, WeiAmount> credited = new HashMap<>();
  private final List<Debit> debits = new ArrayList<>();
  private int tickets;
  private BigInteger won = BigInteger.ZERO;

  /**
   * A job that was served.
   *
   * @param pixels below zero when such a picture was asked for
   */
  public record Debit(Address payer, String manifest, long pixels, WeiAmount cost) {}

  synchronized void credited(Address payer, String manifest, WeiAmount worth) {
    credited.merge(new Account(payer, manifest), worth, WeiAmount::plus);
    tickets++;
  }

  synchronized void debited(Debit debit) {
    debits.add(debit);
  }

  synchronized void won(BigInteger faceValue) {
    won = won.add(faceValue);
  }

  /** What the good tickets of this payer were worth on average. */
  public synchronized WeiAmount credited(Address payer, String manifest) {
    return credited.getOrDefault(new Account(payer, manifest), WeiAmount.ZERO);
  }

  /** What the jobs of this payer cost. */
  public synchronized WeiAmount debited(Address payer, String manifest) {
    return debits.stream()
        .filter(debit -> debit.payer.equals(payer) && debit.manifest.equals(manifest))
        .map(Debit::cost)
        .reduce(WeiAmount.ZERO, WeiAmount::plus);
  }

  /** All jobs that were served, the first one first. */
  public synchronized List<Debit> debits() {
    return List.copyOf(debits);
  }

  /** How many good tickets came. */
  public synchronized int tickets() {
    return tickets;
  }

  /** Wei that tickets have won. */
  public synchronized BigInteger won() {
    return won;
  }
}
