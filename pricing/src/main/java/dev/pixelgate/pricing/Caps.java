package dev.pixelgate.pricing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All caps in force; the strictest that applies holds. Immutable. */
public final class Caps {
  /** No cap at all. */
  public static final Caps NONE = new Caps(List.of());

  private final List<CapRule> rules;

  private Caps(List<CapRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** These caps; of equally strict ones the first is named. */
  public static Caps of(List<CapRule> rules) {
    return new Caps(rules);
  }

  /** These caps and those of one request, which hold for whatever it asks for. */
  public Caps and(List<Cap> requestCaps) {
    return new Caps(
        Stream.concat(rules.stream(), requestCaps.stream().map(CapRule::everywhere)).toList());
  }

  /** The cap with the smallest bound for so many pixels: what it allows, every cap allows. */
  public Optional<Cap> strictest(Capability capability, Pixels pixels) {
    return applying(capability).min(Comparator.comparing(cap -> cap.bound(pixels)));
  }

  /** The smallest per-request cap; it bounds the sum over all attempts of one request. */
  public Optional<Usd> envelope(Capability capability) {
    return applying(capability)
        .filter(Cap.PerRequest.class::isInstance)
        .map(cap -> ((Cap.PerRequest) cap).max())
        .min(Comparator.naturalOrder());
  }

  private Stream<Cap> applying(Capability capability) {
    return rules.stream().filter(rule -> rule.applies(capability)).map(CapRule::cap);
  }

  @Override
  public String toString() {
    return "Caps" + rules;
  }
}
