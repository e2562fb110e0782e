package dev.pixelgate.function.signing;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The JWK set that is published; text, so that publishing needs no JOSE library. */
final class PublicKeySet {
  private PublicKeySet() {}

  /**
   * Of these keys.
   *
   * @param forgotten keys that were retired by then are left out
   */
  static String of(List<StoredKey> keys, Instant forgotten) {
    return of(
        keys.stream()
            .filter(key -> key.retired().map(when -> when.isAfter(forgotten)).orElse(true))
            .map(StoredKey::publicJwk));
  }

  /** Of these JWKs. */
  static String of(Stream<String> jwks) {
    return jwks.collect(joining(",", "{\"keys\":[", "]}"));
  }
}
