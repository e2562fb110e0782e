package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Strictest;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdRatio;

/**
 * How far up a shelf a question may go.
 *
 * @param caps what all caps together say
 * @param countable how many ask no more than an amount can be; they come first
 * @param within how many of those are within the caps; they come first
 */
record Reach(Pixels pixels, Strictest caps, int countable, int within) {
  static Reach of(Shelf shelf, Question question) {
    Demand demand = question.demand();
    Strictest caps =
        question.caps().strictest(demand.capability(), demand.pixels(), question.freshRate());
    int countable =
        shelf.ask(shelf.size() - 1).perPixel().isChargeable(demand.pixels())
            ? shelf.size()
            : shelf.firstAbove(largest(demand.pixels()));
    int allowed =
        switch (caps) {
          case Strictest.Unlimited u -> countable;
          case Strictest.Limited(var cap, UsdRatio perPixel) -> shelf.firstAbove(perPixel);
          case Strictest.NeedsRate n -> 0;
        };
    return new Reach(demand.pixels(), caps, countable, Math.min(allowed, countable));
  }

  private static UsdRatio largest(Pixels pixels) {
    return UsdRatio.share(Usd.LARGEST, pixels);
  }

  /** The highest price that would be within the caps. */
  UsdRatio ceiling() {
    UsdRatio largest = largest(pixels);
    return caps instanceof Strictest.Limited(var cap, UsdRatio most) && most.compareTo(largest) < 0
        ? most
        : largest;
  }
}
