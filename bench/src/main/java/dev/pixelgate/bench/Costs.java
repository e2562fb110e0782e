package dev.pixelgate.bench;

/** {@link Cost} over several rounds. */
final class Costs {
  final Series wall = new Series();
  final Series cpu = new Series();
  final Series allocated = new Series();

  void add(Cost cost) {
    wall.add(cost.wallMillis());
    cpu.add(cost.cpuMillis());
    allocated.add(cost.allocatedKb());
  }
}
