package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Cap;
import java.util.List;

/**
 * Who a key belongs to.
 *
 * @param operator whether this key has an operator's rights
 * @param caps the account's own, for whatever it asks for
 * @param limits likewise
 */
public record Account(String name, boolean operator, List<Cap> caps, AccountLimits limits) {
  public Account {
    caps = List.copyOf(caps);
  }

  /** One without a limit. */
  public Account(String name, boolean operator, List<Cap> caps) {
    this(name, operator, caps, AccountLimits.NONE);
  }

  /** One without a cap or a limit. */
  public Account(String name, boolean operator) {
    this(name, operator, List.of());
  }

  /** The same on these terms. */
  Account with(List<Cap> someCaps, AccountLimits someLimits) {
    return new Account(name, operator, someCaps, someLimits);
  }
}
