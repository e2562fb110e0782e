package dev.pixelgate.router.livepeer.chain;

import dev.pixelgate.pricing.WeiAmount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What payers have left at an orchestrator, by payer and manifest. It forgets: 10 minutes after its
 * first payment, and every 10 minutes from then on, a payer loses what was not touched for longer
 * than 10 minutes. So two that were left alone equally long may fare differently.
 */
final class TestingLedger {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<Address, Payer> payers = new HashMap<>();

  TestingLedger(InstantSource clock) {
    this.clock = clock;
  }

  private record Entry(WeiAmount balance, Instant touched) {}

  private record Payer(Instant since, Map<String, Entry> entries) {}

  /** What is left, which may be below zero; nothing when it knows of nothing. */
  Optional<WeiAmount> balance(Address payer, String manifest) {
    return Optional.ofNullable(payers.get(payer))
        .flatMap(known -> Optional.ofNullable(swept(known).get(manifest)))
        .map(Entry::balance);
  }

  void credit(Address payer, String manifest, WeiAmount amount) {
    Payer known =
        payers.computeIfAbsent(payer, none -> new Payer(clock.instant(), new HashMap<>()));
    WeiAmount before = balance(payer, manifest).orElse(WeiAmount.ZERO);
    known.entries.put(manifest, new Entry(before.plus(amount), clock.instant()));
  }

  void debit(Address payer, String manifest, WeiAmount amount) {
    credit(payer, manifest, WeiAmount.ZERO.minus(amount));
  }

  private Map<String, Entry> swept(Payer payer) {
    long sweeps = Duration.between(payer.since, clock.instant()).dividedBy(LIFE);
    Instant last = payer.since.plus(LIFE.multipliedBy(sweeps));
    payer
        .entries
        .values()
        .removeIf(entry -> Duration.between(entry.touched, last).compareTo(LIFE) > 0);
    return payer.entries;
  }
}
