package dev.pixelgate.function.fuzz;

import java.lang.management.ManagementFactory;

/** Counts what the calling thread allocates on the heap. */
final class Allocation {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  /** Since this was made, in bytes. */
  long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
