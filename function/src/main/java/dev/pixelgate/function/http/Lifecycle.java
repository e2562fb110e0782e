package dev.pixelgate.function.http;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests run, and whether new ones are taken. Any thread. */
public final class Lifecycle {
  private final int limit;
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean draining;
  private volatile boolean ready;

  /** Takes at most {@code limit} pipeline requests at a time. */
  public Lifecycle(int limit) {
    this.limit = limit;
  }

  /** Takes a place for one request, if there is one. */
  public boolean tryEnter() {
    if (running.incrementAndGet() > limit) {
      running.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives the place back. */
  public void leave() {
    running.decrementAndGet();
  }

  /** Pipeline requests that run now. */
  public int running() {
    return running.get();
  }

  int limit() {
    return limit;
  }

  /** From now on {@code /health/ready} says yes. */
  public void becomeReady() {
    ready = true;
  }

  boolean isReady() {
    return ready && !draining;
  }

  /** From now on new pipeline requests are refused. */
  public void drain() {
    draining = true;
  }

  /** Whether this process is ending. */
  public boolean isDraining() {
    return draining;
  }
}
