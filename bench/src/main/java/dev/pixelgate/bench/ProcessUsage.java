package dev.pixelgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel says a process has used.
 *
 * @param cpuMicros user and system time over all its threads, in steps of a clock tick (10 ms)
 * @param residentKb VmRSS
 * @param peakKb VmHWM
 */
record ProcessUsage(long cpuMicros, long residentKb, long peakKb) {
  /** USER_HZ, which Linux fixes at 100 for everything it shows to programs. */
  private static final long MICROS_PER_TICK = 10_000;

  private static final int UTIME_AFTER_NAME = 11;

  static ProcessUsage of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name, in parentheses, may hold anything; what follows is separated by single spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks =
          Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]);
      String status = Files.readString(Path.of("/proc/" + pid + "/status"));
      return new ProcessUsage(
          ticks * MICROS_PER_TICK, kilobytes(status, "VmRSS:"), kilobytes(status, "VmHWM:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long kilobytes(String status, String name) {
    int at = status.indexOf(name) + name.length();
    return Long.parseLong(status.substring(at, status.indexOf("kB", at)).strip());
  }
}
