package dev.pixelgate.function.fuzz;

import dev.pixelgate.function.fuzz.Mutator.Input;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes and checks a range of inputs on several threads, and watches that none hangs. */
final class FuzzRun {
  /**
   * An input of 64 KiB and 64 Ki pixels takes some ms of a core; this is no measure but a hang. Of
   * a core, as a busy machine may leave a thread out for as long.
   */
  private static final Duration HANG = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int MOST_HANGS = 3;

  private final Settings settings;
  private final Mutator mutator;
  private final AtomicLong next;
  private final Tally tally = new Tally();
  private final Findings findings;
  private final Journal journal;
  private final List<FuzzWorker> workers = new ArrayList<>();

  /**
   * What to run.
   *
   * @param first number of the first input
   * @param inputs how many
   * @param folder for what is found
   */
  record Settings(
      List<byte[]> seeds, long seed, long first, long inputs, int threads, Path folder) {}

  FuzzRun(Settings settings) {
    this.settings = settings;
    this.mutator = new Mutator(settings.seeds());
    this.next = new AtomicLong(settings.first());
    this.findings = new Findings(settings.folder());
    this.journal = new Journal(settings.folder(), settings.threads());
  }

  Tally tally() {
    return tally;
  }

  Findings findings() {
    return findings;
  }

  /** Runs it to its end, or until three inputs hang. */
  void run() throws InterruptedException {
    for (int number = 0; number < settings.threads(); number++) {
      start(number);
    }
    int hangs = 0;
    while (workers.stream().anyMatch(Thread::isAlive) && hangs < MOST_HANGS) {
      for (FuzzWorker worker : List.copyOf(workers)) {
        worker.join(PAUSE);
        hangs += dropIfHanging(worker);
      }
    }
  }

  /** The next input's number, for this worker; negative when there is none left. */
  long take(int worker) {
    long index = next.getAndIncrement();
    journal.note(worker, index);
    return index < settings.first() + settings.inputs() ? index : -1;
  }

  Draw draw(long index) {
    return new Draw(settings.seed(), index);
  }

  Input input(Draw draw) {
    return mutator.next(draw);
  }

  private void start(int number) {
    FuzzWorker worker = new FuzzWorker(this, number);
    workers.add(worker);
    worker.start();
  }

  /** A thread cannot be stopped: it is left behind, and another one goes on. */
  private int dropIfHanging(FuzzWorker worker) {
    if (!worker.busyFor(HANG)) {
      return 0;
    }
    worker.reportHang();
    workers.remove(worker);
    start(worker.number());
    return 1;
  }
}
