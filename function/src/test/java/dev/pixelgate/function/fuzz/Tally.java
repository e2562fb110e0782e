package dev.pixelgate.function.fuzz;

import dev.pixelgate.function.fuzz.PictureCheck.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of the inputs, by format. For many threads. */
final class Tally {
  private static final class Line {
    private long inputs;
    private long taken;
    private long served;
    private long servedOnlyByDecoder;
    private long mostAllocated;
    private long cpuNanos;
    private long mostCpuNanos;
  }

  private final Map<Kind, Line> lines = new EnumMap<>(Kind.class);

  synchronized void add(Kind kind, Outcome outcome) {
    Line line = lines.computeIfAbsent(kind, k -> new Line());
    line.inputs++;
    line.taken += outcome.walked() ? 1 : 0;
    line.served += outcome.walked() && outcome.served() ? 1 : 0;
    line.servedOnlyByDecoder += !outcome.walked() && outcome.served() ? 1 : 0;
    line.mostAllocated = Math.max(line.mostAllocated, outcome.allocated());
    line.cpuNanos += outcome.cpuNanos();
    line.mostCpuNanos = Math.max(line.mostCpuNanos, outcome.cpuNanos());
  }

  synchronized long inputs() {
    return lines.values().stream().mapToLong(line -> line.inputs).sum();
  }

  /** A table: a line for each format. */
  @Override
  public synchronized String toString() {
    StringBuilder table =
        new StringBuilder(
            "%-12s %10s %16s %19s %10s %24s %14s %8s %12s%n"
                .formatted(
                    "format",
                    "inputs",
                    "refused by walk",
                    "refused by decoder",
                    "served",
                    "walk refused, decodable",
                    "most heap KiB",
                    "CPU us",
                    "most CPU ms"));
    lines.forEach(
        (kind, line) ->
            table.append(
                "%-12s %10d %16d %19d %10d %24d %14d %8d %12d%n"
                    .formatted(
                        kind,
                        line.inputs,
                        line.inputs - line.taken,
                        line.taken - line.served,
                        line.served,
                        line.servedOnlyByDecoder,
                        line.mostAllocated >> 10,
                        line.cpuNanos / 1000 / line.inputs,
                        line.mostCpuNanos / 1_000_000)));
    return table.toString();
  }
}
