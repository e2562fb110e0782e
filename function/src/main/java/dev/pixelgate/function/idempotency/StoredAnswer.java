package dev.pixelgate.function.idempotency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer as it is kept. The base of a media URL is that of whoever asks, so it is left out.
 *
 * @param request id of the one that it was first given to
 * @param headers those of the contract that say what was paid, with the type of the body
 * @param beforeBase the body, up to where the public base of the media URL stands
 * @param afterBase the rest of the body; empty when there is no such URL
 */
public record StoredAnswer(
    String request, int status, Map<String, String> headers, String beforeBase, String afterBase) {
  public StoredAnswer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The body for a client that reaches the gateway at this base. */
  public String body(String base) {
    return afterBase.isEmpty() ? beforeBase : beforeBase + base + afterBase;
  }
}
