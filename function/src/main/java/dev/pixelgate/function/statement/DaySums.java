package dev.pixelgate.function.statement;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds lines of the same day, pipeline and model. For one thread at a time. */
final class DaySums {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::day).thenComparing(Key::pipeline).thenComparing(Key::model);

  private final Map<Key, DayLine> lines = new TreeMap<>(ORDER);

  void add(DayLine line) {
    lines.merge(new Key(line.day(), line.pipeline(), line.model()), line, DaySums::sum);
  }

  /** By day, pipeline and model. */
  List<DayLine> lines() {
    return List.copyOf(lines.values());
  }

  private static DayLine sum(DayLine one, DayLine other) {
    return new DayLine(
        one.day(),
        one.pipeline(),
        one.model(),
        one.requests() + other.requests(),
        one.attempts() + other.attempts(),
        Math.addExact(one.pixels(), other.pixels()),
        one.charge().plus(other.charge()),
        one.owed().plus(other.owed()),
        one.wei().plus(other.wei()));
  }

  private record Key(LocalDate day, String pipeline, String model) {}
}
