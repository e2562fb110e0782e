package dev.pixelgate.router.health;

/** What is known of everyone at one moment. Immutable; a decision can be made again from it. */
public interface HealthSnapshot {
  /** Of a newcomer everywhere. */
  HealthSnapshot EMPTY = seat -> Health.UNKNOWN;

  /** Of this seat; {@link Health#UNKNOWN} for one that was given later. */
  Health of(int seat);

  /** {@link Health#secondsPerPixel} of this seat, for whoever compares a thousand. */
  default double secondsPerPixel(int seat) {
    return of(seat).secondsPerPixel();
  }

  /** {@link Health#failures} of this seat, likewise. */
  default double failures(int seat) {
    return of(seat).failures();
  }
}
