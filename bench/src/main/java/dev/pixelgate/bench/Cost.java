package dev.pixelgate.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What a piece of work took of this process, over all its threads.
 *
 * @param allocatedKb of the Java heap; direct buffers and native memory are not in it
 */
record Cost(double wallMillis, double cpuMillis, double allocatedKb) {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  static Cost of(Callable<?> work) throws Exception {
    long allocated = THREADS.getTotalThreadAllocatedBytes();
    long cpu = PROCESS.getProcessCpuTime();
    long wall = System.nanoTime();
    work.call();
    wall = System.nanoTime() - wall;
    cpu = PROCESS.getProcessCpuTime() - cpu;
    allocated = THREADS.getTotalThreadAllocatedBytes() - allocated;
    return new Cost(wall / 1e6, cpu / 1e6, allocated / 1e3);
  }
}
