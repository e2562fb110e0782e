package dev.pixelgate.function.config;

/** Which parts of the program run in this process. */
public enum Role {
  /** Gateway and own runtime together. */
  ALL_IN_ONE,
  /** Sells the work of others; no models here. */
  GATEWAY,
  /** The own runtime behind ai-runner's HTTP surface. */
  WORKER
}
