package dev.pixelgate.function.fuzz;

import java.lang.management.ManagementFactory;

/** Counts what the calling thread allocates on the heap, and its time on a core. */
final class Effort {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
  private final long nanosBefore = THREADS.getCurrentThreadCpuTime();

  /** Since this was made, in bytes. */
  long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
  }

  /** Since this was made. */
  long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime() - nanosBefore;
  }

  /** Of a thread in all its life; negative once it has ended. */
  static long cpuNanos(Thread thread) {
    return THREADS.getThreadCpuTime(thread.threadId());
  }
}
