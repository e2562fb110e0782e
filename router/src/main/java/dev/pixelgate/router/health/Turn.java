package dev.pixelgate.router.health;

import dev.pixelgate.pricing.Pixels;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** One attempt that runs, as the health board counts it. It ends exactly once. */
public final class Turn {
  private final HealthBoard board;
  private final int seat;
  private final boolean probe;
  private final long begunAfter;
  private final AtomicBoolean over = new AtomicBoolean();

  Turn(HealthBoard board, int seat, boolean probe, long begunAfter) {
    this.board = board;
    this.seat = seat;
    this.probe = probe;
    this.begunAfter = begunAfter;
  }

  /** Whether it tries one that failed, for all the others. */
  public boolean isProbe() {
    return probe;
  }

  /** It did the job, of so many pixels. */
  public void served(Duration took, Pixels pixels) {
    end(vital -> vital.served(took, pixels));
  }

  /** It failed, by whatever. */
  public void failed(Duration took) {
    Instant now = board.now();
    end(vital -> vital.failed(now, took, begunAfter));
  }

  /** It was stopped after so long, which is a failure; the next attempt will be given more. */
  public void timedOut(Duration given) {
    Instant now = board.now();
    end(vital -> vital.failed(now, given, begunAfter).late(given));
  }

  /** It had no room; it said when to ask again. No failure. */
  public void busy(Duration retryAfter) {
    Instant now = board.now();
    end(vital -> vital.busy(now, retryAfter));
  }

  /**
   * It was stopped because the request's time was over: a failure when it had its chance, which is
   * three times the usual or, where nothing is usual yet, what {@code chance} says.
   */
  public void cutOff(Duration took, Pixels pixels, boolean chance) {
    Instant now = board.now();
    end(
        vital ->
            vital.slow(took, pixels, chance)
                ? vital.failed(now, took, begunAfter).late(took)
                : vital);
  }

  /** It ended in a way that tells nothing about the orchestrator. */
  public void dropped() {
    end(vital -> vital);
  }

  /**
   * After {@link #dropped}: somebody else did the job that this one called wrong, so it failed
   * after all.
   */
  public void contradicted() {
    Instant now = board.now();
    board.change(seat, vital -> vital.failed(now, Duration.ZERO, begunAfter));
  }

  private void end(UnaryOperator<Vital> learnt) {
    if (!over.compareAndSet(false, true)) {
      throw new IllegalStateException("a turn at seat " + seat + " ended twice");
    }
    board.change(seat, vital -> learnt.apply(vital.released(probe)));
  }
}
