package dev.pixelgate.function.config;

/** When an orchestrator is owed for an attempt. */
public enum Charged {
  /** Only for a picture that was delivered. */
  ON_SUCCESS,

  /**
   * For every job that was sent to it, failed ones too; a Livepeer orchestrator not for what it
   * answered an error to.
   */
  ON_DISPATCH
}
