package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;

/** For which ends of an attempt its orchestrator is owed; a picture that was served always is. */
public enum Owing {
  /** For nothing but a picture. */
  ON_SUCCESS,

  /** For whatever was sent to it. */
  ON_DISPATCH,

  /**
   * For what was sent to it, unless it answered an error. Livepeer orchestrators debit nothing for
   * one; what a time-out or a reset after dispatch cost nobody can say, so it counts in full.
   */
  UNLESS_ERROR;

  /**
   * Whether this failure is owed.
   *
   * @param answeredError whether the orchestrator itself said that there is no picture
   */
  boolean owes(boolean dispatched, boolean answeredError) {
    return dispatched
        && switch (this) {
          case ON_SUCCESS -> false;
          case ON_DISPATCH -> true;
          case UNLESS_ERROR -> !answeredError;
        };
  }

  /**
   * What a failure means for the money.
   *
   * @param owed what the orchestrator gets if it is owed
   */
  Ending ending(boolean dispatched, boolean answeredError, Usd owed) {
    if (!owes(dispatched, answeredError)) {
      return new Ending.Released();
    }
    return this == ON_DISPATCH ? new Ending.Settled(owed) : new Ending.Lost(owed);
  }
}
