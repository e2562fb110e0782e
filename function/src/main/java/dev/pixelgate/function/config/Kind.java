package dev.pixelgate.function.config;

/** What an orchestrator speaks. */
public enum Kind {
  /** ai-runner's HTTP; a Pixelgate worker has it too. */
  AI_RUNNER,

  /** The HTTP of this gateway: it lists its prices itself. */
  PIXELGATE,

  /** Livepeer's gRPC and HTTP: it lists its models, and its prices where it is paid on a chain. */
  LIVEPEER
}
