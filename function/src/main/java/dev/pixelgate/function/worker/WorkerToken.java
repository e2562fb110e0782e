package dev.pixelgate.function.worker;

import dev.pixelgate.function.config.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The bearer token that a worker asks for, if it asks for one. */
record WorkerToken(Optional<Secret> expected) {
  private static final String SCHEME = "bearer ";

  /** Compared in constant time. */
  boolean opens(HttpServerRequest request) {
    if (expected.isEmpty()) {
      return true;
    }
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    return MessageDigest.isEqual(
        header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8),
        expected.get().value().getBytes(StandardCharsets.UTF_8));
  }
}
