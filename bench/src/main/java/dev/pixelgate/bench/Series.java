package dev.pixelgate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One measured quantity over several rounds. */
final class Series {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** What each value is of the other's in the same round. */
  Series over(Series other) {
    Series ratios = new Series();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return ratios;
  }

  /** What each value is more than the other's in the same round. */
  Series minus(Series other) {
    Series differences = new Series();
    for (int i = 0; i < values.size(); i++) {
      differences.add(values.get(i) - other.values.get(i));
    }
    return differences;
  }

  double min() {
    return Collections.min(values);
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Such as {@code 141 (138-150)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f-%.0f)",
        median(),
        Collections.min(values),
        Collections.max(values));
  }
}
