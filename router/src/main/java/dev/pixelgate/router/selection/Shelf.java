package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.health.Seats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The offers for one capability, cheapest first, laid out in arrays so that a thousand are looked
 * at in microseconds. A position is an index into all of them. Immutable.
 */
final class Shelf {
  private static final BitSet NOBODY = new BitSet();
  private static final int COLD = 1;
  private static final int OWED_ON_DISPATCH = 1 << 1;
  private static final int WEI = 1 << 2;

  private final List<Ask> asks;
  private final int[] seats;
  private final int[] capacities;
  private final int[] traits;
  private final Map<PictureFormat, BitSet> readers = new EnumMap<>(PictureFormat.class);
  private final BitSet everybody = new BitSet();
  private final BitSet gateways = new BitSet();
  private final int[] runEnds;
  private final int free;
  private final long[] soldUntilSeconds;
  private final double[] usdPerPixel;
  private final double[] shares;

  private Shelf(List<Ask> asks, Seats seatOf, Predicate<String> owedOnDispatch) {
    this.asks = asks;
    int size = asks.size();
    seats = new int[size];
    capacities = new int[size];
    traits = new int[size];
    soldUntilSeconds = new long[size];
    usdPerPixel = new double[size];
    for (int i = 0; i < size; i++) {
      var offer = asks.get(i).offer();
      seats[i] = seatOf.of(offer.orchestrator(), offer.capability().pipeline());
      capacities[i] = offer.capacity().orElse(Integer.MAX_VALUE);
      for (PictureFormat format : offer.formats()) {
        readers.computeIfAbsent(format, first -> new BitSet(size)).set(i);
      }
      gateways.set(i, offer.source() == PriceSource.LISTED);
      traits[i] = traits(asks.get(i), owedOnDispatch.test(offer.orchestrator()));
      soldUntilSeconds[i] = offer.soldUntil().getEpochSecond();
      usdPerPixel[i] = asks.get(i).perPixel().approximate().doubleValue();
    }
    everybody.set(0, size);
    runEnds = runEnds();
    free = firstAbove(UsdRatio.zero());
    shares = shares();
  }

  /**
   * Lays them out.
   *
   * @param asks of one capability, in the order of the price book, at least one
   * @param owedOnDispatch whether a failed attempt at the orchestrator of this name is owed
   */
  static Shelf of(List<Ask> asks, Seats seats, Predicate<String> owedOnDispatch) {
    return new Shelf(asks, seats, owedOnDispatch);
  }

  private static int traits(Ask ask, boolean owedOnDispatch) {
    return (ask.offer().warm() ? 0 : COLD)
        | (owedOnDispatch ? OWED_ON_DISPATCH : 0)
        | (ask.offer().price() instanceof WeiPerPixel ? WEI : 0);
  }

  private int[] runEnds() {
    int[] ends = new int[asks.size()];
    for (int i = ends.length - 1; i >= 0; i--) {
      boolean same = i + 1 < ends.length && isCold(i) == isCold(i + 1) && isPricedLike(i, i + 1);
      ends[i] = same ? ends[i + 1] : i + 1;
    }
    return ends;
  }

  private boolean isPricedLike(int position, int other) {
    return asks.get(position).perPixel().equals(asks.get(other).perPixel());
  }

  private double[] shares() {
    double[] sums = new double[asks.size()];
    for (int i = 0; i < sums.length; i++) {
      double ratio = i < free ? 1 : usdPerPixel[free] / usdPerPixel[i];
      sums[i] = (i == 0 || i == free ? 0 : sums[i - 1]) + ratio * ratio;
    }
    return sums;
  }

  int size() {
    return asks.size();
  }

  Ask ask(int position) {
    return asks.get(position);
  }

  int seat(int position) {
    return seats[position];
  }

  /** A copy. */
  int[] seats() {
    return seats.clone();
  }

  /** All of them, for whoever writes them down. */
  List<Placed> placed() {
    List<Placed> placed = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      placed.add(new Placed(asks.get(i).offer(), seats[i], isOwedOnDispatch(i)));
    }
    return List.copyOf(placed);
  }

  /** How many jobs it takes at a time; the largest int when it does not say. */
  int capacity(int position) {
    return capacities[position];
  }

  /** The positions that read this format, all without one; not to be changed. */
  BitSet readers(Optional<PictureFormat> format) {
    return format.map(read -> readers.getOrDefault(read, NOBODY)).orElse(everybody);
  }

  /** The positions of other gateways; not to be changed. */
  BitSet gateways() {
    return gateways;
  }

  boolean isCold(int position) {
    return (traits[position] & COLD) != 0;
  }

  boolean isOwedOnDispatch(int position) {
    return (traits[position] & OWED_ON_DISPATCH) != 0;
  }

  /** Whether it asks in wei, so that it can be sold at a fresh rate only. */
  boolean isInWei(int position) {
    return (traits[position] & WEI) != 0;
  }

  /** Whole seconds say it for all but the last second. */
  boolean isFresh(int position, Instant now) {
    return now.getEpochSecond() < soldUntilSeconds[position]
        || !asks.get(position).offer().isStale(now);
  }

  /** Its price, for scores; rises with the position. */
  double usdPerPixel(int position) {
    return usdPerPixel[position];
  }

  /** The position behind the last one that has the same price and is as warm. */
  int runEnd(int position) {
    return runEnds[position];
  }

  /** Whether at one price this one would come first: the warm one, or by name. */
  boolean isBefore(int position, int other) {
    return isCold(position) == isCold(other)
        ? name(position).compareTo(name(other)) < 0
        : isCold(other);
  }

  private String name(int position) {
    return asks.get(position).offer().orchestrator();
  }

  /** How many are free; they come first. */
  int free() {
    return free;
  }

  /**
   * The sum of the weights up to and with this position, from the first that is free, or from the
   * first that is not. A weight is the inverse square of the price, relative to the least; free
   * ones weigh 1.
   */
  double share(int position) {
    return shares[position];
  }

  /** How many are not dearer than this, exactly; they come first. */
  int firstAbove(UsdRatio bound) {
    int low = 0;
    int high = asks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (asks.get(middle).perPixel().compareTo(bound) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
