package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.exchange.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The remote signer that holds the key and the money.
 *
 * @param url absolute http or https URL
 * @param headers that it wants with each request; secret
 * @param maxFloat the most that one orchestrator may hold of ours, beyond the cost of its jobs
 * @param timeout for each answer
 */
public record SignerSettings(
    URI url, Map<String, String> headers, WeiAmount maxFloat, Duration timeout) {
  public SignerSettings {
    if (!Origin.isHttp(url)) {
      throw new IllegalArgumentException("a signer's url needs http or https, a host and no user");
    }
    headers = Map.copyOf(headers);
  }

  /** Without its headers. */
  @Override
  public String toString() {
    return "SignerSettings[url=" + url + ", maxFloat=" + maxFloat + ", timeout=" + timeout + "]";
  }
}
