package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Cap;
import java.util.List;

/**
 * Who a key belongs to.
 *
 * @param operator whether this key has an operator's rights
 * @param caps the account's own, for whatever it asks for
 */
public record Account(String name, boolean operator, List<Cap> caps) {
  public Account {
    caps = List.copyOf(caps);
  }

  /** One without a cap. */
  public Account(String name, boolean operator) {
    this(name, operator, List.of());
  }

  /** The same with these caps. */
  Account withCaps(List<Cap> those) {
    return new Account(name, operator, those);
  }
}
