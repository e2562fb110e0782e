package dev.pixelgate.router.livepeer;

import java.time.Duration;

/**
 * What goes wrong with one job, or with one payment ahead of a job.
 *
 * @param kind where it goes wrong
 * @param first done when it has arrived, before anybody looks at it: prices change, a process ends
 * @param delay for so long nobody looks at it
 */
public record TestingFault(Kind kind, Runnable first, Duration delay) {
  static final TestingFault NONE = of(Kind.NOWHERE);

  /** Where it goes wrong. */
  public enum Kind {
    /** Nowhere. */
    NOWHERE,
    /** The stream is reset before its payment was looked at. */
    BEFORE_PAYMENT,
    /** No slot is free: 503. */
    FULL,
    /** The stream is reset once its payment was taken. */
    AFTER_PAYMENT,
    /** The runner answers 500. */
    RUNNER,
    /** It was done and charged for, and then the stream is reset. */
    AFTER_WORK,
    /** It is done and charged for only when the caller has gone. */
    WHEN_CALLER_HAS_GONE
  }

  /** One that goes wrong there. */
  public static TestingFault of(Kind kind) {
    return new TestingFault(kind, () -> {}, Duration.ZERO);
  }

  /** One that nobody looks at for so long. */
  public static TestingFault delayed(Duration time) {
    return new TestingFault(Kind.NOWHERE, () -> {}, time);
  }

  /** One before which this happens. */
  public static TestingFault after(Runnable event) {
    return new TestingFault(Kind.NOWHERE, event, Duration.ZERO);
  }

  boolean is(Kind one) {
    return kind == one;
  }
}
