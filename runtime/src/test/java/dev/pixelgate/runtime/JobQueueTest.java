package dev.pixelgate.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobQueueTest {
  private static final UpscaleEnd DONE =
      new UpscaleEnd.Done(4, 4, Optional.empty(), Duration.ZERO, Duration.ofSeconds(2));

  private final List<Turn> turns = new ArrayList<>();
  private final List<Promise<UpscaleEnd>> answers = new ArrayList<>();
  private final SpeedEstimate speed = new SpeedEstimate();
  private long now;
  private final JobQueue queue = new JobQueue(2, speed, this::work, Runnable::run, () -> now);

  @Test
  void runsOneAfterTheOtherInOrder() {
    UpscaleJob first = job();
    UpscaleJob second = job();
    Future<UpscaleEnd> firstEnd = queue.offer(first);
    now = 500;
    Future<UpscaleEnd> secondEnd = queue.offer(second);
    assertEquals(2, queue.length());
    now = 1700;
    answers.getFirst().complete(DONE);
    assertEquals(DONE, firstEnd.result());
    assertFalse(secondEnd.isComplete());
    answers.getLast().complete(DONE);
    assertEquals(
        List.of(new Turn(first, Duration.ZERO), new Turn(second, Duration.ofNanos(1200))), turns);
    assertEquals(0, queue.length());
  }

  @Test
  void refusesAtOnceWhenFullAndSaysWhenToComeBack() {
    speed.add("model", Duration.ofSeconds(1), 100);
    for (int i = 0; i < 3; i++) {
      assertFalse(queue.offer(TestingJobs.of("model", 110)).isComplete());
    }
    assertEquals(
        new UpscaleEnd.QueueFull(Duration.ofSeconds(4)),
        queue.offer(TestingJobs.of("model", 110)).result());
    assertEquals(3, queue.length());
    answers.getFirst().complete(DONE);
    assertFalse(queue.offer(job()).isComplete(), "there is room again");
  }

  @Test
  void learnsItsSpeedFromJobsThatWereDone() {
    queue.offer(TestingJobs.of("model", 100));
    answers.getFirst().complete(DONE);
    assertEquals(Duration.ofSeconds(4), speed.of("model", 200));
  }

  @Test
  void takesACancelledJobOutAtOnce() {
    queue.offer(job());
    UpscaleJob waiting = job();
    Future<UpscaleEnd> end = queue.offer(waiting);
    waiting.cancel();
    assertEquals(new UpscaleEnd.Cancelled(), end.result());
    assertEquals(1, queue.length());
    answers.getFirst().complete(DONE);
    assertEquals(1, turns.size(), "the worker never hears of it");
  }

  @Test
  void leavesARunningJobToItsWorker() {
    UpscaleJob running = job();
    Future<UpscaleEnd> end = queue.offer(running);
    running.cancel();
    assertFalse(end.isComplete());
    answers.getFirst().complete(new UpscaleEnd.Cancelled());
    assertEquals(new UpscaleEnd.Cancelled(), end.result());
  }

  @Test
  void doesNotAcceptAJobThatIsCancelledAlready() {
    UpscaleJob gone = job();
    gone.cancel();
    assertEquals(new UpscaleEnd.Cancelled(), queue.offer(gone).result());
    assertTrue(turns.isEmpty());
  }

  @Test
  void closesWhenTheAcceptedJobsAreDone() {
    Future<UpscaleEnd> running = queue.offer(job());
    Future<UpscaleEnd> waiting = queue.offer(job());
    Future<Void> closed = queue.close();
    assertEquals(
        new UpscaleEnd.Failed("the runtime is closing", false), queue.offer(job()).result());
    answers.getFirst().complete(DONE);
    assertTrue(running.isComplete());
    assertFalse(closed.isComplete());
    answers.getLast().complete(DONE);
    assertTrue(waiting.isComplete());
    assertTrue(closed.isComplete());
    assertTrue(queue.close().isComplete(), "closing again does nothing");
  }

  @Test
  void goesOnAfterAWorkerThatFailed() {
    Future<UpscaleEnd> first = queue.offer(job());
    queue.offer(job());
    answers.getFirst().fail("broken");
    assertTrue(first.failed());
    assertEquals(2, turns.size());
  }

  private Future<UpscaleEnd> work(Turn turn) {
    turns.add(turn);
    answers.add(Promise.promise());
    return answers.getLast().future();
  }

  private static UpscaleJob job() {
    return TestingJobs.of("model", 100);
  }
}
