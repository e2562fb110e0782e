package dev.pixelgate.bench;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A server that is started over and over, and what was measured of it by its first 200.
 *
 * @param request what it is sent, head and body
 */
record ColdServer(
    String name,
    int port,
    Buffer request,
    List<String> command,
    Series wallMillis,
    Series cpuMillis,
    Series residentMb) {
  ColdServer(String name, int port, Buffer request, List<String> command) {
    this(name, port, request, command, new Series(), new Series(), new Series());
  }

  void take(double millis, ProcessUsage usage) {
    wallMillis.add(millis);
    cpuMillis.add(usage.cpuMicros() / 1e3);
    residentMb.add(usage.residentKb() / 1024.0);
  }

  /** Medians and ranges; ratios are medians of the ratios within each round. */
  static void printTable(List<ColdServer> servers, ColdServer yardstick) {
    String row = "%-12s %20s %8s %20s %8s %16s%n";
    System.out.printf(
        "%n" + row, "median (range)", "first 200, ms", "ratio", "CPU ms", "ratio", "resident MB");
    for (ColdServer server : servers) {
      System.out.printf(
          row,
          server.name,
          server.wallMillis,
          ratio(server.wallMillis, yardstick.wallMillis),
          server.cpuMillis,
          ratio(server.cpuMillis, yardstick.cpuMillis),
          server.residentMb);
    }
  }

  private static String ratio(Series one, Series other) {
    return "%.2f".formatted(one.over(other).median());
  }
}
