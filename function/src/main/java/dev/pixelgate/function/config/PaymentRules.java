package dev.pixelgate.function.config;

import dev.pixelgate.pricing.WeiAmount;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How orchestrators are paid that ask wei.
 *
 * @param signer the remote signer, an absolute http or https URL without a trailing slash
 * @param headers that it wants with each request
 * @param maxFloat the most that one orchestrator may hold of ours, beyond the cost of its jobs
 * @param timeout for each of the signer's answers
 */
public record PaymentRules(
    URI signer, Map<String, Secret> headers, WeiAmount maxFloat, Duration timeout) {
  public PaymentRules {
    headers = Map.copyOf(headers);
  }
}
