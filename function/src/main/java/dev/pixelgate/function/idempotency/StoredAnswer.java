package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.pricing.Usd;
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

  /**
   * What is said of a request that has cost something, and whose answer is gone.
   *
   * @param why a sentence's part
   */
  public static StoredAnswer lost(String request, Usd charge, String why) {
    FailureBody body = FailureBody.of(new Failure.AnswerLost(request, charge, why));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Pixelgate-Charge", charge.toString());
    headers.put("Content-Type", "application/json");
    return new StoredAnswer(request, body.status(), headers, body.json().encode(), "");
  }

  /** The body for a client that reaches the gateway at this base. */
  public String body(String base) {
    return afterBase.isEmpty() ? beforeBase : beforeBase + base + afterBase;
  }
}
