package dev.pixelgate.function.http;

import io.vertx.core.http.HttpHeaders;

/** Header names of the contract, ready-made for the hot path. */
final class Names {
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("Pixelgate-Request-Id");
  static final CharSequence PIXELS = HttpHeaders.createOptimized("Pixelgate-Pixels");
  static final CharSequence PRICE = HttpHeaders.createOptimized("Pixelgate-Price");
  static final CharSequence CHARGE = HttpHeaders.createOptimized("Pixelgate-Charge");
  static final CharSequence ORCHESTRATOR = HttpHeaders.createOptimized("Pixelgate-Orchestrator");
  static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("Pixelgate-Attempts");
  static final CharSequence IGNORED = HttpHeaders.createOptimized("Pixelgate-Ignored");
  static final CharSequence SAFETY = HttpHeaders.createOptimized("Pixelgate-Safety");
  static final CharSequence CACHE = HttpHeaders.createOptimized("Pixelgate-Cache");
  static final CharSequence REPLAYED = HttpHeaders.createOptimized("Idempotency-Replayed");
  static final CharSequence ORIGINAL_REQUEST =
      HttpHeaders.createOptimized("Pixelgate-Original-Request");
  static final CharSequence SERVER_TIMING = HttpHeaders.createOptimized("Server-Timing");
  static final CharSequence CLIENT_ID = HttpHeaders.createOptimized("X-Request-Id");
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private Names() {}
}
