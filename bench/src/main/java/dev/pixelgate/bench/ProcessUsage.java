package dev.pixelgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the kernel says a process has used.
 *
 * @param cpuMicros user and system time over all its threads, in steps of a clock tick (10 ms)
 * @param compilerMicros what of it the JVM's compiler threads used; less and less as it warms up
 * @param residentKb VmRSS
 * @param peakKb VmHWM
 */
record ProcessUsage(long cpuMicros, long compilerMicros, long residentKb, long peakKb) {
  /** USER_HZ, which Linux fixes at 100 for everything it shows to programs. */
  private static final long MICROS_PER_TICK = 10_000;

  private static final int UTIME_AFTER_NAME = 11;
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  static ProcessUsage of(long pid) {
    Path process = Path.of("/proc/" + pid);
    try {
      String status = Files.readString(process.resolve("status"));
      return new ProcessUsage(
          cpuMicros(process),
          compilerMicros(process.resolve("task")),
          kilobytes(status, "VmRSS:"),
          kilobytes(status, "VmHWM:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiler threads stay, all the others may end while they are looked at. */
  private static long compilerMicros(Path threads) throws IOException {
    long micros = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        if (isCompiler(thread)) {
          micros += cpuMicros(thread);
        }
      }
    }
    return micros;
  }

  private static boolean isCompiler(Path thread) {
    try {
      return COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt();
    } catch (IOException ended) {
      return false;
    }
  }

  private static long cpuMicros(Path processOrThread) throws IOException {
    String stat = Files.readString(processOrThread.resolve("stat"));
    // The name, in parentheses, may hold anything; what follows is separated by single spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return MICROS_PER_TICK
        * (Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]));
  }

  private static long kilobytes(String status, String name) {
    int at = status.indexOf(name) + name.length();
    return Long.parseLong(status.substring(at, status.indexOf("kB", at)).strip());
  }
}
