package dev.pixelgate.router.health;

/** What is known of everyone at one moment. Immutable; a decision can be made again from it. */
public interface HealthSnapshot {
  /** Of a newcomer everywhere. */
  HealthSnapshot EMPTY = seat -> Health.UNKNOWN;

  /** Of this seat; {@link Health#UNKNOWN} for one that was given later. */
  Health of(int seat);
}
