package dev.pixelgate.function.fuzz;

/** One way to change a file. */
@FunctionalInterface
interface Mutation {
  /**
   * A changed copy.
   *
   * @param donor another file of the format, to take pieces from
   */
  byte[] apply(byte[] file, byte[] donor, Draw draw);
}
