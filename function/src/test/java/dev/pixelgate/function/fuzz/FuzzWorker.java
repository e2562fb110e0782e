package dev.pixelgate.function.fuzz;

import dev.pixelgate.function.fuzz.Mutator.Input;
import dev.pixelgate.function.fuzz.PictureCheck.Outcome;
import java.time.Duration;

/** A thread of a {@link FuzzRun}: takes input after input. */
final class FuzzWorker extends Thread {
  /** Small, so that what is allowed in memory and time is small. */
  private static final int MAX_PIXELS = 1 << 16;

  private final FuzzRun run;
  private final int number;
  private final PictureCheck check = new PictureCheck(MAX_PIXELS);
  private volatile Job job = new Job(Kind.PNG, -1, new byte[0], System.nanoTime(), 0);

  private record Job(Kind kind, long index, byte[] bytes, long startNanos, long startCpuNanos) {}

  FuzzWorker(FuzzRun run, int number) {
    super("fuzz-" + number);
    this.run = run;
    this.number = number;
    setDaemon(true);
  }

  @Override
  public void run() {
    for (long index = run.take(number); index >= 0; index = run.take(number)) {
      Draw draw = run.draw(index);
      Input input = run.input(draw);
      job =
          new Job(
              input.kind(),
              index,
              input.bytes(),
              System.nanoTime(),
              Effort.cpuNanos(Thread.currentThread()));
      try {
        run.tally().add(input.kind(), twice(input, draw, index));
      } catch (FindingException e) {
        run.findings().add(input.kind(), index, input.bytes(), e);
      }
    }
  }

  /** Only what happens again is the input's fault: a class's first use allocates as well. */
  private Outcome twice(Input input, Draw draw, long index) throws FindingException {
    try {
      return check.check(input.bytes(), draw);
    } catch (FindingException e) {
      return check.check(input.bytes(), run.draw(index));
    }
  }

  int number() {
    return number;
  }

  /** Whether its input had so much of a core, or six times as long of nothing. */
  boolean busyFor(Duration time) {
    long cpuNanos = Effort.cpuNanos(this) - job.startCpuNanos();
    long nanos = System.nanoTime() - job.startNanos();
    return isAlive() && (cpuNanos > time.toNanos() || nanos > 6 * time.toNanos());
  }

  /** Keeps the input, with where the thread is now as the finding's place. */
  void reportHang() {
    Job hanging = job;
    FindingException hang = new FindingException("hangs");
    hang.setStackTrace(getStackTrace());
    run.findings().add(hanging.kind(), hanging.index(), hanging.bytes(), hang);
  }
}
