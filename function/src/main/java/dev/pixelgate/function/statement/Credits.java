package dev.pixelgate.function.statement;

import dev.pixelgate.pricing.WeiAmount;
import java.util.List;
import java.util.Optional;

/**
 * How those stand who are paid with tickets.
 *
 * @param maxFloat the most that each may hold unused, for each server; absent where nobody is paid
 */
public record Credits(List<CreditLine> lines, Optional<WeiAmount> maxFloat) {
  public Credits {
    lines = List.copyOf(lines);
  }
}
