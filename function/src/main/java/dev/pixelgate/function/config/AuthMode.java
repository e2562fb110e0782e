package dev.pixelgate.function.config;

/** Whether a client must show an account's key. */
public enum AuthMode {
  KEYS,
  NONE
}
