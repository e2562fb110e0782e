package dev.pixelgate.router.health;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * One number for each seat, side by side: a choice looks at a thousand of them, one every 2 ns.
 * Immutable: a change copies one page of 32 and the list of pages, and shares the rest.
 */
final class Column {
  private static final int PAGE_BITS = 5;
  private static final int PAGE = 1 << PAGE_BITS;

  private final double[][] pages;
  private final double absent;

  private Column(double[][] pages, double absent) {
    this.pages = pages;
    this.absent = absent;
  }

  /** A column without entries; this is the number of each seat that has none. */
  static Column of(double absent) {
    return new Column(new double[0][], absent);
  }

  double get(int seat) {
    int page = seat >> PAGE_BITS;
    return page < pages.length ? pages[page][seat & (PAGE - 1)] : absent;
  }

  Column with(int seat, double number) {
    if (Double.compare(get(seat), number) == 0) {
      return this;
    }
    int page = seat >> PAGE_BITS;
    double[][] changed = Arrays.copyOf(pages, Math.max(pages.length, page + 1));
    for (int i = pages.length; i < changed.length; i++) {
      changed[i] = new double[PAGE];
      Arrays.fill(changed[i], absent);
    }
    changed[page] = changed[page].clone();
    changed[page][seat & (PAGE - 1)] = number;
    return new Column(changed, absent);
  }

  /** The same with each number changed; pages of which none changes are shared. */
  Column each(DoubleUnaryOperator change) {
    double[][] changed = pages.clone();
    for (int i = 0; i < changed.length; i++) {
      double[] page = Arrays.stream(pages[i]).map(change).toArray();
      changed[i] = Arrays.equals(page, pages[i]) ? pages[i] : page;
    }
    return new Column(changed, absent);
  }
}
