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

  /** These caps and those of one request or account, which hold for whatever it asks for. */
  public Caps and(List<Cap> more) {
    return more.isEmpty()
        ? this
        : new Caps(Stream.concat(rules.stream(), more.stream().map(CapRule::everywhere)).toList());
  }

  /** Those that hold for this capability, in their order. */
  public List<Cap> applying(Capability capability) {
    return rules.stream().filter(rule -> rule.applies(capability)).map(CapRule::cap).toList();
  }

  /**
   * What they allow together for so many pixels.
   *
   * @param rate what an ether is worth, if a fresh rate is known
   */
  public Strictest strictest(Capability capability, Pixels pixels, Optional<Rate> rate) {
    Strictest strictest = new Strictest.Unlimited();
    for (CapRule rule : rules) {
      if (rule.applies(capability)) {
        Optional<UsdRatio> bound = rule.cap().perPixel(pixels, rate);
        if (bound.isEmpty()) {
          return new Strictest.NeedsRate(rule.cap());
        }
        strictest = stricter(strictest, new Strictest.Limited(rule.cap(), bound.get()));
      }
    }
    return strictest;
  }

  private static Strictest stricter(Strictest held, Strictest.Limited next) {
    return held instanceof Strictest.Limited(Cap cap, UsdRatio least)
            && least.compareTo(next.perPixel()) <= 0
        ? held
        : next;
  }

  /** The smallest per-request cap; it bounds the sum over all attempts of one request. */
  public Optional<Usd> envelope(Capability capability) {
    return rules.stream()
        .filter(rule -> rule.applies(capability))
        .flatMap(rule -> rule.cap().perRequest().stream())
        .min(Comparator.naturalOrder());
  }

  @Override
  public String toString() {
    return "Caps" + rules;
  }
}
