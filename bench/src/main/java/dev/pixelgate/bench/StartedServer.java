package dev.pixelgate.bench;

import java.net.URI;
import java.util.List;

/** A server that is started over and over, and what was measured of it. */
final class StartedServer {
  private final String name;
  private final int port;
  private final List<String> command;
  private final Series healthMillis = new Series();
  private final Series healthCpuMillis = new Series();
  private final Series upscaleMillis = new Series();
  private final Series idleMb = new Series();
  private final Series usedMb = new Series();
  private final Series peakMb = new Series();

  StartedServer(String name, String port, List<String> command) {
    this.name = name;
    this.port = Integer.parseInt(port);
    this.command = command;
  }

  String name() {
    return name;
  }

  List<String> command() {
    return command;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void take(double healthy, double upscaled, ProcessUsage idle, ProcessUsage used) {
    healthMillis.add(healthy);
    healthCpuMillis.add(idle.cpuMicros() / 1e3);
    upscaleMillis.add(upscaled);
    idleMb.add(idle.residentKb() / 1024.0);
    usedMb.add(used.residentKb() / 1024.0);
    peakMb.add(used.peakKb() / 1024.0);
  }

  static void printTable(List<StartedServer> servers) {
    String row = "%-16s %18s %18s %20s %16s %16s %16s%n";
    System.out.printf(
        "%n" + row,
        "median (range)",
        "/health ms",
        "CPU ms by then",
        "upscaled by ms",
        "idle MB",
        "then MB",
        "peak MB");
    for (StartedServer server : servers) {
      System.out.printf(
          row,
          server.name,
          server.healthMillis,
          server.healthCpuMillis,
          server.upscaleMillis,
          server.idleMb,
          server.usedMb,
          server.peakMb);
    }
  }
}
