package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.WeiPerPixel;

/** What came of paying for a job. */
public sealed interface Paying {
  /** The job may be sent. */
  record Ready(PaidJob job) implements Paying {}

  /** The orchestrator asks another price now than was agreed; what was paid already is kept. */
  record Repriced(WeiPerPixel now) implements Paying {}

  /**
   * Not possible, and that is no fault of the orchestrator.
   *
   * @param problem a phrase after the orchestrator's name
   */
  record Unpaid(String problem) implements Paying {}

  /**
   * Not possible, because the orchestrator does not do its part.
   *
   * @param problem a phrase after the orchestrator's name
   */
  record Refused(String problem) implements Paying {}
}
